/// The rules of `expect` beside the transcript.
#pragma once

#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime {

/// The rules that `observed` breaks, in the order of the fields of Expectations, one entry for each.
std::vector<BrokenRule> broken_rules(const Expectations& expectations, const Observed& observed);

}  // namespace vtime
