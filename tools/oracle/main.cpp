/// vtime-oracle: compares the node model with the real Node.js.
///
///     vtime-oracle files tests/corpus/node/*.yaml     scenarios as they are
///     vtime-oracle generate --count 500 --seed 1      random ones; a disagreement is made small and shown

#include <fmt/format.h>

#include <atomic>
#include <boost/program_options.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>
#include <thread>
#include <vector>

#include "comparison.hpp"
#include "generator.hpp"
#include "node_process.hpp"

namespace vtime::oracle {

namespace {

namespace options = boost::program_options;

struct Tally {
  std::uint64_t agreed = 0;
  std::uint64_t differed = 0;
  std::uint64_t not_compared = 0;

  int print() const {
    fmt::print("{} agreed with the real Node.js, {} differed, {} could not be compared\n", agreed, differed,
               not_compared);
    return differed == 0 && agreed > 0 ? 0 : 1;
  }
};

void add(const Comparison& comparison, Tally& tally) {
  ++(comparison.verdict == Verdict::agree    ? tally.agreed
     : comparison.verdict == Verdict::differ ? tally.differed
                                             : tally.not_compared);
}

int compare_files(const std::vector<std::string>& names) {
  Tally tally;
  for (const std::string& name : names) {
    std::ifstream file(name);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    for (const Comparison& comparison : compare_all(text)) {
      add(comparison, tally);
      const std::string subject = name + ": " + comparison.title;
      if (comparison.verdict == Verdict::differ) fmt::print("{}\n{}\n", subject, report(comparison));
      if (comparison.verdict == Verdict::not_compared) fmt::print("{}: {}\n", subject, comparison.problem);
    }
  }
  return tally.print();
}

int compare_generated(std::uint64_t first_seed, std::uint64_t count, unsigned jobs, bool verbose) {
  Tally tally;
  std::mutex reporting;
  std::atomic<std::uint64_t> next = 0;
  const auto work = [&] {
    for (std::uint64_t i = next++; i < count; i = next++) {
      const std::uint64_t seed = first_seed + i;
      const Sketch sketch = generate(seed, "node");
      Comparison comparison = compare(to_yaml(sketch));
      std::string small;
      if (comparison.verdict == Verdict::differ) {
        small = to_yaml(shrink(sketch));
        comparison = compare(small);
      }
      const std::lock_guard lock(reporting);
      add(comparison, tally);
      if (!small.empty()) fmt::print("seed {}:\n{}{}\n", seed, small, report(comparison));
      if (verbose && comparison.verdict == Verdict::not_compared) fmt::print("seed {}: {}\n", seed, comparison.problem);
      std::fflush(stdout);
    }
  };
  std::vector<std::jthread> workers;
  for (unsigned job = 0; job < jobs; ++job) workers.emplace_back(work);
  workers.clear();
  return tally.print();
}

int run(int count, char** arguments) {
  options::options_description named("Options");
  named.add_options()("help", "shows this")("count", options::value<std::uint64_t>()->default_value(500),
                                            "how many programs to generate")(
      "seed", options::value<std::uint64_t>()->default_value(1), "the seed of the first; the next has the next number")(
      "jobs", options::value<unsigned>()->default_value(2), "programs at a time")(
      "verbose", options::bool_switch(), "says why a program could not be compared")(
      "print", options::bool_switch(), "prints the generated programs and runs nothing");
  options::options_description all;
  all.add(named).add_options()("command", options::value<std::string>()->default_value(""))(
      "files", options::value<std::vector<std::string>>());
  options::positional_options_description positions;
  positions.add("command", 1).add("files", -1);
  options::variables_map given;
  options::store(options::command_line_parser(count, arguments).options(all).positional(positions).run(), given);
  options::notify(given);

  const auto& command = given["command"].as<std::string>();
  const auto seed = given["seed"].as<std::uint64_t>();
  const auto programs = given["count"].as<std::uint64_t>();
  if (command == "generate" && given["print"].as<bool>()) {
    for (std::uint64_t i = 0; i < programs; ++i) fmt::print("---\n{}", to_yaml(generate(seed + i, "node")));
    return 0;
  }
  if (command == "files" || command == "generate") {
    if (!node_is_installed()) {
      fmt::print("Node.js 20 is not installed: nothing was compared\n");
      return 77;  // what CTest takes for skipped
    }
    if (command == "files") return compare_files(given["files"].as<std::vector<std::string>>());
    return compare_generated(seed, programs, given["jobs"].as<unsigned>(), given["verbose"].as<bool>());
  }
  fmt::print("vtime-oracle files FILE...\nvtime-oracle generate [--count N] [--seed S]\n");
  named.print(std::cout);
  return given.contains("help") ? 0 : 2;
}

}  // namespace

}  // namespace vtime::oracle

int main(int count, char** arguments) {
  try {
    return vtime::oracle::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "vtime-oracle: error: {}\n", error.what());
    return 2;
  }
}
