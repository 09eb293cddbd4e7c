/// The engines that take part, each a program of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "loop/firing_order.hpp"
#include "loop/job.hpp"

namespace vtime::bench {

struct EngineProgram {
  std::string name;
  std::string title;  ///< in the table
  Ties ties = Ties::in_order;
  std::int64_t tick = 1;                  ///< nanoseconds: what its clock can't tell apart
  std::string without = {};               ///< workloads that make no sense for it
  std::vector<std::string> command = {};  ///< the first arguments

  bool runs(const Job& job) const { return without.find(job.workload) == std::string::npos; }
};

/// Those that can be run here, the loop first; what is left out is told on standard output. `folder` takes what
/// JavaScript needs.
std::vector<EngineProgram> find_engines(const std::filesystem::path& folder);

/// The one that tells the right order.
inline const std::string reference_name = "multimap";

/// The one of that name; throws std::invalid_argument.
const EngineProgram& engine_named(const std::vector<EngineProgram>& engines, const std::string& name);

/// The program and its arguments for a job, in the resolution of the engine's clock.
std::vector<std::string> command_for(const EngineProgram& engine, Job job);

/// How a run of a program went.
struct Run {
  Outcome outcome;
  std::string problem;  ///< why there is no outcome; empty if there is
};

/// The problem of a program that is ended because it takes too long.
inline const std::string too_slow = "takes longer than 20 s";

Run run_job(const EngineProgram& engine, const Job& job);

}  // namespace vtime::bench
