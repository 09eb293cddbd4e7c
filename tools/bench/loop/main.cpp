/// vtime-bench: the speed of the event loop beside others, as a table of ratios.
///
///     vtime-bench                       everything: about half an hour
///     vtime-bench W2 W4                 workloads whose names begin so
///     vtime-bench --quick --rounds 3    a tenth of the size
///     vtime-bench --beside libuv        only the loop, std::multimap, which tells the right order, and this engine
///     vtime-bench --instructions W4     instructions instead of time, counted by valgrind
///
/// Ends with 1 if an engine fires in another order than it promises.

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "loop/engine_programs.hpp"
#include "loop/instruction_table.hpp"
#include "loop/rounds.hpp"
#include "loop/table.hpp"
#include "loop/workloads.hpp"
#include "vtime/random.hpp"

namespace vtime::bench {

namespace {

namespace options = boost::program_options;

const std::string loop_name = "vtime";

struct Settings {
  std::size_t rounds = 7;
  bool quick = false;
  bool ours = false;
  bool instructions = false;
  std::string folder;
  std::vector<std::string> beside;
  std::vector<std::string> wanted;

  bool wants(const std::string& name) const {
    return wanted.empty() ||
           std::any_of(wanted.begin(), wanted.end(), [&](const std::string& start) { return name.starts_with(start); });
  }
  bool takes(const EngineProgram& engine) const {
    return beside.empty() || engine.name == loop_name || engine.name == reference_name ||
           std::find(beside.begin(), beside.end(), engine.name) != beside.end();
  }
  std::uint64_t scale() const { return quick ? 10 : 1; }
};

/// False when only help was asked for.
bool read_settings(int count, char** arguments, Settings& settings) {
  options::options_description named("Options");
  named.add_options()("help", "shows this")("rounds", options::value(&settings.rounds)->default_value(7),
                                            "how often each workload is run on each engine")(
      "quick", options::bool_switch(&settings.quick), "a tenth of the size")(
      "ours", options::bool_switch(&settings.ours), "only the loop, without comparison")(
      "beside", options::value(&settings.beside)->composing(),
      "an engine to compare with beside multimap: floor, priority_queue, asio_queue, asio_context, libuv, ns3, "
      "ns3_priority_queue, systemc, sinon or mock; may be given more than once (all if it is not)")(
      "instructions", options::bool_switch(&settings.instructions),
      "counts instructions (valgrind): slow, but repeatable")(
      "folder", options::value(&settings.folder)->default_value(BENCH_FOLDER),
      "where files are written and the JavaScript engines are installed");
  options::options_description all;
  all.add(named).add_options()("workload", options::value(&settings.wanted));
  options::positional_options_description positions;
  positions.add("workload", -1);
  options::variables_map given;
  options::store(options::command_line_parser(count, arguments).options(all).positional(positions).run(), given);
  options::notify(given);
  if (given.contains("help")) std::cout << "vtime-bench [options] [workload...]\n" << named;
  return !given.contains("help");
}

std::vector<Workload> wanted_workloads(const Settings& settings) {
  std::vector<Workload> workloads = timed_workloads(settings.scale());
  std::erase_if(workloads, [&](const Workload& workload) { return !settings.wants(workload.name); });
  return workloads;
}

/// Whether every engine has fired as it promises.
bool print_table(const Settings& settings, const std::vector<EngineProgram>& engines) {
  Table table(engines);
  Random random(1);
  const std::size_t rounds = std::max<std::size_t>(1, settings.rounds);
  for (const Workload& workload : wanted_workloads(settings)) {
    table.print_row(workload, run_rounds(workload, engines, rounds, random));
  }
  table.print_notes();
  const GrowthWorkload growth = growth_workload(settings.scale());
  if (settings.wants(growth.few.name) && settings.wants(growth.many.name)) {
    print_growth(growth, growths(engine_named(engines, loop_name), growth, rounds));
  }
  if (settings.wants("W6")) print_memory(memory_workload(settings.scale()), engines);
  return !table.has_failure();
}

void print_ours(const Settings& settings, const EngineProgram& loop) {
  for (const Workload& workload : wanted_workloads(settings)) {
    fmt::print("{}: {:.1f} ns\n", workload.name, run_job(loop, workload.job).outcome.cost);
  }
}

int run(int count, char** arguments) {
  Settings settings;
  if (!read_settings(count, arguments, settings)) return 0;
  std::vector<EngineProgram> engines = find_engines(settings.folder);
  for (const std::string& name : settings.beside) engine_named(engines, name);  // or there is none of that name
  std::erase_if(engines, [&](const EngineProgram& engine) { return !settings.takes(engine); });
  if (settings.instructions) {
    print_instructions(wanted_workloads(settings), engines, settings.folder);
  } else if (settings.ours) {
    print_ours(settings, engine_named(engines, loop_name));
  } else {
    return print_table(settings, engines) ? 0 : 1;
  }
  return 0;
}

}  // namespace

}  // namespace vtime::bench

int main(int count, char** arguments) {
  try {
    return vtime::bench::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "vtime-bench: error: {}\n", error.what());
    return 2;
  }
}
