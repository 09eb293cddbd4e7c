/// Options whose arguments are numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "arguments.hpp"

namespace vtime::tool {

/// None when the option was not given. Throws UsageError for what is no number in [least, most].
std::optional<std::uint64_t> read_number_option(const Arguments& arguments, const std::string& option,
                                                std::uint64_t least = 0, std::uint64_t most = UINT64_MAX);

}  // namespace vtime::tool
