/// Files read one after another, for the commands that only look at scenarios.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "environment.hpp"
#include "scenario/scenario.hpp"

namespace vtime::tool {

/// Reads each file, writes its diagnostics to standard error and hands it to `use`. Returns how many have errors.
std::size_t for_each_file(const std::vector<std::string>& paths, Environment& environment,
                          const std::function<void(const scenario::LoadedFile&)>& use);

}  // namespace vtime::tool
