/// The entries of an expected transcript.
#pragma once

#include <vector>

#include "scenario/reader/reading.hpp"
#include "transcript/expectations.hpp"

namespace vtime::scenario {

std::vector<ExpectedItem> read_transcript(const ReadContext& context, const Node& list);

}  // namespace vtime::scenario
