/// Reads a scenario file from where it lies.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace vtime::tool {

/// Of a file that can't be read the diagnostics say why.
scenario::LoadedFile load_file(const std::string& path);

}  // namespace vtime::tool
