/// The commands. Each returns the exit code and may throw UsageError.
#pragma once

#include "arguments.hpp"
#include "environment.hpp"

namespace vtime::tool {

int run(const Arguments& arguments, Environment& environment);
int show(const Arguments& arguments, Environment& environment);
int check(const Arguments& arguments, Environment& environment);
int list(const Arguments& arguments, Environment& environment);
int new_scenario(const Arguments& arguments, Environment& environment);
int schema(const Arguments& arguments, Environment& environment);
int help(const Arguments& arguments, Environment& environment);

}  // namespace vtime::tool
