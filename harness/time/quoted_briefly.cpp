#include "time/quoted_briefly.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace vtime {

std::string quoted_briefly(std::string_view text) {
  constexpr std::size_t most = 40;
  if (text.size() <= most) return fmt::format("'{}'", text);
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // not within a character
  return fmt::format("'{}...'", text.substr(0, end));
}

}  // namespace vtime
