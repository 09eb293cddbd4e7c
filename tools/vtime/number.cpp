#include "number.hpp"

#include <charconv>

namespace vtime::tool {

std::optional<std::uint64_t> read_number(std::string_view text, std::uint64_t most) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc{} || stopped != end || number > most) return std::nullopt;
  return number;
}

}  // namespace vtime::tool
