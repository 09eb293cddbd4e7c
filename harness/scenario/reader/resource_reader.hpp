/// `resources`: simulated files, services and devices.
#pragma once

#include <vector>

#include "scenario/reader/reading.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Reads the value of `resources`; what could not be read is left out.
std::vector<Resource> read_resources(const ReadContext& context, const Node& node);

}  // namespace vtime::scenario
