/// What is said when there is nothing to do.
#pragma once

#include <string>
#include <vector>

#include "environment.hpp"

namespace vtime::tool {

/// Says that no scenario was found, or that no filter let one through; returns the exit code for it.
int report_nothing(const std::vector<std::string>& filters, Environment& environment);

}  // namespace vtime::tool
