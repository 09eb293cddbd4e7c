/// The error for a command that does not exist, with the one that was perhaps meant.
#pragma once

#include <string>

#include "usage_error.hpp"

namespace vtime::tool {

UsageError unknown_command(const std::string& name);

}  // namespace vtime::tool
