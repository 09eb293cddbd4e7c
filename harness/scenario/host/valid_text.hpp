/// Text from C++, made fit for the language.
#pragma once

#include <string>
#include <string_view>

namespace vtime::scenario {

/// A copy in which U+FFFD stands for each byte that is no UTF-8.
std::string valid_text(std::string_view text);

}  // namespace vtime::scenario
