/// How messages quote what was to be read.
#pragma once

#include <string>
#include <string_view>

namespace vtime {

/// `'text'`, or `'its beginning...'` if it is long.
std::string quoted_briefly(std::string_view text);

}  // namespace vtime
