#pragma once

#include <string>
#include <vector>

#include "loop/engine_programs.hpp"
#include "loop/workloads.hpp"
#include "vtime/random.hpp"

namespace vtime::bench {

/// What an engine took for a workload.
struct Cell {
  std::vector<double> nanoseconds;  ///< for an event, one for each round; none if it can't do this
  std::string problem;              ///< why there are none
  bool is_failure = false;          ///< the problem is a mistake, neither slowness nor what an engine doesn't have
};

/// Runs a workload on each engine in each round, in a shuffled order: what else the machine does in a round hits all
/// engines alike. One cell for each engine; one that has a problem is left out of later rounds.
std::vector<Cell> run_rounds(const Workload& workload, const std::vector<EngineProgram>& engines, std::size_t rounds,
                             Random& random);

/// How many times what an event of `few` takes one of `many` takes: one ratio for each round, in which one runs right
/// behind the other. Throws std::runtime_error if the engine has a problem.
std::vector<double> growths(const EngineProgram& engine, const GrowthWorkload& workload, std::size_t rounds);

}  // namespace vtime::bench
