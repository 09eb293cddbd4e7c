#include "report/style.hpp"

#include <fmt/format.h>

namespace vtime::report {
namespace {

const char* code(Colour colour) {
  switch (colour) {
    case Colour::none:
      return "";
    case Colour::good:
      return "\x1b[32m";
    case Colour::bad:
      return "\x1b[1;31m";
    case Colour::doubtful:
      return "\x1b[33m";
    case Colour::quiet:
      return "\x1b[2m";
  }
  return "";
}

}  // namespace

std::string Style::paint(Colour wanted, std::string_view text) const {
  if (!colour || wanted == Colour::none || text.empty()) return std::string(text);
  return fmt::format("{}{}\x1b[0m", code(wanted), text);
}

std::string visible(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto following = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0u;
    if (byte == '\n') {
      shown += "\\n";
    } else if (byte == '\t') {
      shown += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      shown += fmt::format("\\x{:02x}", byte);
    } else if (byte == 0xc2 && following >= 0x80 && following < 0xa0) {  // U+0080 to U+009F
      shown += fmt::format("\\x{:02x}", following);
      ++i;
    } else {
      shown += text[i];
    }
  }
  return shown;
}

}  // namespace vtime::report
