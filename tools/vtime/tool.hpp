/// The program, without the world around it.
#pragma once

#include <string>
#include <vector>

#include "environment.hpp"

namespace vtime::tool {

/// Does what the words of the command line (without the program's name) ask for; returns the exit code.
int run_tool(const std::vector<std::string>& words, Environment& environment);

}  // namespace vtime::tool
