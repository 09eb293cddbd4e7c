/// Numbers in options and environment variables: plain decimal digits and nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace vtime::tool {

/// None where the text is something else, or the number is above `most`.
std::optional<std::uint64_t> read_number(std::string_view text, std::uint64_t most = UINT64_MAX);

}  // namespace vtime::tool
