#include "report/xml_text.hpp"

namespace vtime::report {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// U+FFFE and U+FFFF.
bool is_noncharacter(std::string_view text, std::size_t at) {
  return text.compare(at, 3, "\xef\xbf\xbe") == 0 || text.compare(at, 3, "\xef\xbf\xbf") == 0;
}

/// The escape of a character, or "" for one that stands as it is.
std::string_view escape(char c, bool in_attribute) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\r':
      return "&#13;";
    case '"':
      return in_attribute ? "&quot;" : "";
    case '\t':
      return in_attribute ? "&#9;" : "";
    case '\n':
      return in_attribute ? "&#10;" : "";
    default:
      return static_cast<unsigned char>(c) < 0x20 ? replacement : "";
  }
}

std::string xml(std::string_view text, bool in_attribute) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_noncharacter(text, i)) {
      escaped += replacement;
      i += 2;
    } else if (const std::string_view other = escape(text[i], in_attribute); !other.empty()) {
      escaped += other;
    } else {
      escaped += text[i];
    }
  }
  return escaped;
}

}  // namespace

std::string xml_content(std::string_view text) { return xml(text, false); }

std::string xml_attribute(std::string_view text) { return xml(text, true); }

}  // namespace vtime::report
