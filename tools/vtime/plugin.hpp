/// Libraries of C++ functions that scenarios call.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "vtime/bindings.hpp"

namespace vtime::tool {

/// What the libraries given by `--plugin` bind, one after the other; null when none was given. Throws UsageError for
/// what is no plugin of this version. They stay loaded until the program ends.
std::shared_ptr<const MakeBindings> load_plugins(const Arguments& arguments);

}  // namespace vtime::tool
