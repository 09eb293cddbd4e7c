#pragma once

#include <cstdint>
#include <string>

#include "loop/job.hpp"

namespace vtime::bench {

/// What an engine promises of timers with equal deadlines.
enum class Ties : std::uint8_t {
  in_order,   ///< they fire in the order of arming
  any,        ///< they fire in any order
  unchecked,  ///< not even deadlines are in order
};

/// What is wrong with the order in which an engine has fired, the reference having run the same job; empty if it is as
/// promised.
std::string wrong_order(const Outcome& outcome, const Outcome& reference, Ties ties);

}  // namespace vtime::bench
