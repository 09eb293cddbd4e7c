/// What an engine's program is told to do, and what it answers with.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "loop/delays.hpp"

namespace vtime::bench {

/// One run of a workload.
struct Job {
  std::string workload;  ///< W1 to W6
  std::uint64_t count = 1;
  std::uint64_t events = 1;
  Distribution distribution = Distribution::exponential;
  std::int64_t tick = 1;  ///< in nanoseconds: delays are rounded up to multiples of it, for engines with coarse clocks
};

/// What came out of it.
struct Outcome {
  double cost = 0;                   ///< for each event, in nanoseconds; W6: bytes for each timer
  std::uint32_t order = 0;           ///< hash of the numbers in the order of firing
  std::uint32_t deadlines = 0;       ///< hash of the deadlines in the order of firing: does not see the order of ties
  std::uint64_t wrong_deadline = 0;  ///< how many did not fire at their deadline
};

/// As arguments of an engine's program: `W2 100 200000 exponential 1`.
std::vector<std::string> to_arguments(const Job& job);
/// Throws std::invalid_argument.
Job read_job(const std::vector<std::string>& arguments);

/// As an engine's program prints it: four numbers.
std::string to_text(const Outcome& outcome);
/// Throws std::invalid_argument.
Outcome read_outcome(const std::string& text);

}  // namespace vtime::bench
