/// Loads the rest of a scenario, for tests of names and contexts.
#pragma once

#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// Loads a scenario whose title stands on line 1 and whose other keys follow, an empty script being added where needed.
LoadedFile load_rest(const std::string& rest);

/// What is wrong with it, a short text each.
std::vector<std::string> diagnostics_of(const std::string& rest);

}  // namespace vtime::scenario
