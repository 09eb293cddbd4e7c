/// UTF-8, as far as reading and showing source text needs it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace vtime::scenario {

/// May stand at the start of a file, where it means nothing.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// One code point and the bytes that it takes. A byte that begins no valid sequence is U+FFFD of size 1.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;
  bool valid = true;
};

/// Decodes the code point at `offset`, which is below `text.size()`.
CodePoint decode(std::string_view text, std::size_t offset);

void append_utf8(std::string& text, char32_t value);

/// Whether `byte` goes on with a code point begun before it.
constexpr bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// Code points in `text`, which is valid.
std::size_t count_code_points(std::string_view text);

/// Columns that a terminal takes for it: 0, 1 or 2.
unsigned display_width(char32_t value);

/// Whether it controls a terminal or the direction of writing, or shows nothing at all.
bool is_control(char32_t value);

/// `value` in a form that can be seen: U+2400 and following for ASCII's control characters, `<U+202E>` for others.
std::string visible(char32_t value);

/// All of `text` made visible.
std::string visible(std::string_view text);

}  // namespace vtime::scenario
