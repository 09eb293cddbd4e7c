/// vtime-scenario-bench: what scenario files cost, beside JavaScript on fake clocks, and how it grows with their size.
///
///     vtime-scenario-bench                     the tables of docs/performance.md
///     vtime-scenario-bench --instructions      growth in instructions, counted by valgrind: slow, but repeatable

#include <fmt/format.h>

#include <boost/program_options.hpp>
#include <filesystem>
#include <iostream>

#include "tables.hpp"

namespace vtime::bench {

namespace {

namespace options = boost::program_options;

int run(int count, char** arguments) {
  Settings settings;
  options::options_description named("Options");
  named.add_options()("help", "shows this")("vtime", options::value(&settings.vtime)->default_value(VTIME_PROGRAM),
                                            "the program to measure")(
      "rounds", options::value(&settings.rounds)->default_value(7), "how often each thing is measured")(
      "folder", options::value(&settings.folder)->default_value(BENCH_FOLDER),
      "where the measured files are written and the JavaScript engines are installed")(
      "scale", options::value(&settings.scale)->default_value(1), "divides all sizes: for a quick look")(
      "instructions", options::bool_switch(&settings.counts_instructions),
      "tells growth by instructions (valgrind) instead of seconds");
  options::variables_map given;
  options::store(options::parse_command_line(count, arguments, named), given);
  options::notify(given);
  if (given.contains("help")) {
    named.print(std::cout);
    return 0;
  }
  settings.yaml_events = YAML_EVENTS_PROGRAM;
  settings.peers = PEERS_SCRIPT;
  std::filesystem::create_directories(settings.folder);
  print_peers(settings);
  print_small_files(settings);
  print_growth(settings);
  return 0;
}

}  // namespace

}  // namespace vtime::bench

int main(int count, char** arguments) {
  try {
    return vtime::bench::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "vtime-scenario-bench: error: {}\n", error.what());
    return 2;
  }
}
