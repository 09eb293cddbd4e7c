/// One scenario as a test.
#pragma once

#include <string>

#include "scenario/scenario.hpp"
#include "vtime/bindings.hpp"

namespace vtime {

/// Runs it and tells why it fails, in the words of `vtime run`; "" when it passes. No line break at the end.
std::string scenario_failure(const scenario::Scenario& scenario, const MakeBindings& bindings);

}  // namespace vtime
