#pragma once

#include <filesystem>
#include <vector>

#include "loop/engine_programs.hpp"
#include "loop/workloads.hpp"

namespace vtime::bench {

/// Prints the instructions for an event of each workload on each engine, counted by callgrind: slow, but repeatable.
/// Engines that need another program to run are left out. `folder` takes files of callgrind's.
void print_instructions(const std::vector<Workload>& workloads, const std::vector<EngineProgram>& engines,
                        const std::filesystem::path& folder);

}  // namespace vtime::bench
