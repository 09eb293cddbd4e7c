/// What `--help` prints.
#pragma once

#include <string>

#include "command_table.hpp"

namespace vtime::tool {

/// Of the program as a whole.
std::string program_help();
/// Of one command, its examples first.
std::string command_help(const CommandSpec& command);

}  // namespace vtime::tool
