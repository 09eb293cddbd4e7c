/// Whether to write in colour, and how wide.
#pragma once

#include "arguments.hpp"
#include "environment.hpp"
#include "report/style.hpp"

namespace vtime::tool {

/// `--color`; `auto` means on a terminal that knows colours, unless NO_COLOR is set. Throws UsageError.
report::Style read_style(const Arguments& arguments, const Environment& environment);

}  // namespace vtime::tool
