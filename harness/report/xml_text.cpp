#include "report/xml_text.hpp"

#include "scenario/document/utf8.hpp"

namespace vtime::report {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

/// Whether XML 1.0 can hold it, escaped or not. Bytes that are no UTF-8 (in the name of a file) it can't.
bool is_writable(const scenario::CodePoint& character) {
  return character.valid && character.value != 0xFFFE && character.value != 0xFFFF;
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
  for (std::size_t i = 0; i < text.size();) {
    const scenario::CodePoint character = scenario::decode(text, i);
    if (!is_writable(character)) {
      escaped += replacement;
    } else if (const std::string_view other = escape(text[i], in_attribute); !other.empty()) {
      escaped += other;
    } else {
      escaped += text.substr(i, character.size);
    }
    i += character.size;
  }
  return escaped;
}

}  // namespace

std::string xml_content(std::string_view text) { return xml(text, false); }

std::string xml_attribute(std::string_view text) { return xml(text, true); }

}  // namespace vtime::report
