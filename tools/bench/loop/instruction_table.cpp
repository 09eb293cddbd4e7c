#include "loop/instruction_table.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "support/instructions.hpp"

namespace vtime::bench {

namespace {

/// A program runs its job twice, and the counts of both are added.
double instructions_of_an_event(const EngineProgram& engine, const Job& job, const std::filesystem::path& folder) {
  const double both = count_instructions(command_for(engine, job), folder, "*measured_part*");
  return both / 2 / static_cast<double>(job.events);
}

}  // namespace

void print_instructions(const std::vector<Workload>& workloads, const std::vector<EngineProgram>& all_engines,
                        const std::filesystem::path& folder) {
  std::vector<EngineProgram> engines;
  for (const EngineProgram& engine : all_engines) {
    if (engine.command.size() == 1) engines.push_back(engine);
  }
  fmt::print("| instructions for an event |");
  for (const EngineProgram& engine : engines) fmt::print(" {} |", engine.title);
  fmt::print(" must |\n|---|");
  for (std::size_t i = 0; i <= engines.size(); ++i) fmt::print("---|");
  fmt::print("\n");
  for (const Workload& workload : workloads) {
    fmt::print("| {} |", workload.name);
    double ours = 0;
    for (const EngineProgram& engine : engines) {
      if (!engine.runs(workload.job)) {
        fmt::print(" - |");
        continue;
      }
      const double count = instructions_of_an_event(engine, workload.job, folder);
      if (engine.name == "vtime") ours = count;
      fmt::print(" {:.0f} |", count);
      std::fflush(stdout);
    }
    if (workload.instructions != 0) {
      fmt::print(" {}: {}", workload.instructions, ours <= workload.instructions ? "met" : "MISSED");
    }
    fmt::print(" |\n");
  }
}

}  // namespace vtime::bench
