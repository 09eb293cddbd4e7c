/// Sums of virtual time that stay at the greatest duration where they would exceed it.
#pragma once

#include "vtime/duration.hpp"

namespace vtime::report {

/// Of durations that are not negative.
constexpr Duration saturating_sum(Duration a, Duration b) { return a > Duration::max() - b ? Duration::max() : a + b; }

}  // namespace vtime::report
