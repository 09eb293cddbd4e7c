/// `expect`: from the document to what the judge takes.
#pragma once

#include "scenario/reader/reading.hpp"
#include "transcript/expectations.hpp"

namespace vtime::scenario {

/// Reads the value of `expect`, a list or a map; what could not be read is left out. The origin of an entry of the
/// transcript is its list item, from behind `- ` to the end of its value.
Expectations read_expectations(const ReadContext& context, const Node& node);

}  // namespace vtime::scenario
