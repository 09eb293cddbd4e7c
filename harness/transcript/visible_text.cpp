#include "transcript/visible_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace vtime {

namespace {

constexpr std::size_t longest_quote = 60;  // cells
constexpr char32_t invalid = 0xffffffff;

struct Decoded {
  char32_t code = invalid;
  std::size_t bytes = 1;
};

/// The code point at the beginning of `text`, which is not empty; overlong forms and surrogates are no UTF-8.
Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t bytes = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 ? 2 : 1;
  if (bytes == 1 || lead >= 0xf5 || text.size() < bytes) return {};
  char32_t code = lead & (0xffu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0u) != 0x80u) return {};
    code = code << 6 | (byte(i) & 0x3fu);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (code < least[bytes] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return {};
  return {code, bytes};
}

/// Characters without a mark of their own, and those that change the direction of what follows.
bool is_unseen(char32_t code) {
  constexpr std::array<std::pair<char32_t, char32_t>, 8> ranges{{{0x80, 0xa0},
                                                                 {0xad, 0xad},
                                                                 {0x61c, 0x61c},
                                                                 {0x200b, 0x200f},
                                                                 {0x2028, 0x202f},
                                                                 {0x2060, 0x206f},
                                                                 {0xfeff, 0xfeff},
                                                                 {0xfff0, 0xfffb}}};
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](const auto& range) { return range.first <= code && code <= range.second; });
}

void append(Cells& cells, const std::string& ascii) { cells.append(ascii.begin(), ascii.end()); }

void encode(std::string& text, char32_t code) {
  const auto put = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xc0 | code >> 6);
  } else {
    if (code < 0x10000) {
      put(0xe0 | code >> 12);
    } else {
      put(0xf0 | code >> 18);
      put(0x80 | (code >> 12 & 0x3f));
    }
    put(0x80 | (code >> 6 & 0x3f));
  }
  put(0x80 | (code & 0x3f));
}

}  // namespace

Cells visible(std::string_view text) {
  Cells cells;
  cells.reserve(text.size());
  while (!text.empty()) {
    const auto [code, bytes] = decode(text);
    if (code == invalid) {
      append(cells, fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text[0])));
    } else if (code < 0x20) {
      cells += U'\x2400' + code;
    } else if (code == 0x7f) {
      cells += U'\x2421';
    } else if (is_unseen(code)) {
      append(cells, fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(code)));
    } else {
      cells += code;
    }
    text.remove_prefix(bytes);
  }
  return cells;
}

Cells visible_to_the_end(std::string_view text) {
  if (text.empty()) return U"''";
  Cells cells = visible(text);
  for (std::size_t i = cells.size(); i > 0 && cells[i - 1] == U' '; --i) cells[i - 1] = U'·';
  return cells;
}

std::string utf8(std::u32string_view cells) {
  std::string text;
  text.reserve(cells.size());
  for (const char32_t cell : cells) encode(text, cell);
  return text;
}

Cells cut(std::u32string_view cells, std::size_t width, std::size_t begin) {
  begin = std::min(begin, cells.size());
  Cells part(cells.substr(begin));
  if (width == 0) return {};
  if (part.size() > width) {
    part.resize(width);
    part.back() = U'…';
  }
  if (begin > 0 && !part.empty()) part.front() = U'…';
  return part;
}

std::string quoted(std::string_view text, std::size_t begin) {
  return "'" + utf8(cut(visible(text), longest_quote, begin)) + "'";
}

}  // namespace vtime
