/// The workloads of the table, and what the loop has to reach in each.
#pragma once

#include <string>
#include <vector>

#include "loop/job.hpp"

namespace vtime::bench {

/// How many times faster than an engine the loop has to be.
struct Target {
  std::string engine;  ///< the name of one, or `best`: whichever peer is the fastest
  double ratio = 0;
};

struct Workload {
  std::string name;
  Job job;
  std::vector<Target> targets = {};
  double instructions = 0;  ///< the most that the loop may execute for an event; 0 if that is not said
};

/// W1 to W5, with sizes divided by `scale`, except small ones.
std::vector<Workload> timed_workloads(std::uint64_t scale);

/// Two sizes of W2; an event of the larger one may take so many times what one of the smaller takes.
struct GrowthWorkload {
  Workload few;
  Workload many;
  double most_growth = 2.5;
};
GrowthWorkload growth_workload(std::uint64_t scale);

/// W6, what the loop may take being the most bytes for a timer.
struct MemoryWorkload {
  Job job;
  double most_bytes = 88;
};
MemoryWorkload memory_workload(std::uint64_t scale);

}  // namespace vtime::bench
