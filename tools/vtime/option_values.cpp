#include "option_values.hpp"

#include <fmt/format.h>

#include "number.hpp"
#include "usage_error.hpp"

namespace vtime::tool {

std::optional<std::uint64_t> read_number_option(const Arguments& arguments, const std::string& option,
                                                std::uint64_t least, std::uint64_t most) {
  if (!arguments.has(option)) return std::nullopt;
  const std::string text = arguments.value(option).value_or("");
  const auto number = read_number(text, most);
  if (number && *number >= least) return number;
  throw UsageError(fmt::format("--{} '{}' is no number from {} to {}", option, text, least, most));
}

}  // namespace vtime::tool
