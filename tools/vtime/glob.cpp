#include "glob.hpp"

#include <cstddef>
#include <optional>

#include "scenario/document/utf8.hpp"

namespace vtime::tool {
namespace {

/// Takes the first code point off; bytes that are no UTF-8 are all alike.
char32_t take_code_point(std::string_view& text) {
  const scenario::CodePoint first = scenario::decode(text, 0);
  text.remove_prefix(first.size);
  return first.value;
}

/// Reads `[...]` off the pattern; none when it is not closed, and then nothing is read.
std::optional<bool> take_class(std::string_view& pattern, char32_t character) {
  std::string_view rest = pattern.substr(1);
  const bool inverted = !rest.empty() && (rest.front() == '!' || rest.front() == '^');
  if (inverted) rest.remove_prefix(1);
  bool found = false;
  for (bool first = true; !rest.empty(); first = false) {
    if (rest.front() == ']' && !first) {
      pattern = rest.substr(1);
      return found != inverted;
    }
    const char32_t low = take_code_point(rest);
    char32_t high = low;
    if (rest.size() >= 2 && rest[0] == '-' && rest[1] != ']') {
      rest.remove_prefix(1);
      high = take_code_point(rest);
    }
    found = found || (low <= character && character <= high);
  }
  return std::nullopt;
}

/// Whether the first element of the pattern, no `*`, matches `character`; it is taken off.
bool take_one(std::string_view& pattern, char32_t character) {
  if (pattern.front() == '?') {
    pattern.remove_prefix(1);
    return true;
  }
  if (pattern.front() == '[') {
    if (const auto matched = take_class(pattern, character)) return *matched;
  }
  if (pattern.front() == '\\' && pattern.size() > 1) pattern.remove_prefix(1);
  return take_code_point(pattern) == character;
}

}  // namespace

bool glob_matches(std::string_view pattern, std::string_view text) {
  // Only the last `*` has to be tried again: what stands before it has been matched as early as can be.
  std::optional<std::string_view> behind_star;
  std::string_view text_at_star;
  while (true) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      behind_star = pattern;
      text_at_star = text;
      continue;
    }
    if (text.empty() && pattern.empty()) return true;
    if (!text.empty() && !pattern.empty() && take_one(pattern, take_code_point(text))) continue;
    if (!behind_star || text_at_star.empty()) return false;
    take_code_point(text_at_star);
    text = text_at_star;
    pattern = *behind_star;
  }
}

}  // namespace vtime::tool
