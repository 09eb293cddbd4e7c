#include "scenario/document/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace vtime::scenario {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

// Wide in East Asian text and emoji; coarse, since it only places a caret.
constexpr std::array<CodeRange, 13> wide_ranges{{{0x1100, 0x115F},
                                                 {0x2E80, 0x303E},
                                                 {0x3041, 0x33FF},
                                                 {0x3400, 0x4DBF},
                                                 {0x4E00, 0x9FFF},
                                                 {0xA000, 0xA4CF},
                                                 {0xAC00, 0xD7A3},
                                                 {0xF900, 0xFAFF},
                                                 {0xFE30, 0xFE6F},
                                                 {0xFF00, 0xFF60},
                                                 {0xFFE0, 0xFFE6},
                                                 {0x1F300, 0x1FAFF},
                                                 {0x20000, 0x3FFFD}}};
constexpr std::array<CodeRange, 4> combining_ranges{
    {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
constexpr std::array<CodeRange, 6> control_ranges{
    {{0x7F, 0x9F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x2069}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}}};

template <std::size_t size>
bool contains(const std::array<CodeRange, size>& ranges, char32_t value) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const CodeRange& range) { return value >= range.first && value <= range.last; });
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t offset) {
  const CodePoint invalid{0xFFFD, 1, false};
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[offset + index]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return invalid;
  const std::size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (text.size() - offset < size) return invalid;
  char32_t value = lead & (0x7FU >> size);
  for (std::size_t index = 1; index < size; ++index) {
    if (!is_continuation(text[offset + index])) return invalid;
    value = (value << 6U) | (byte(index) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < least[size] || value > 0x10FFFF || surrogate) return invalid;
  return {value, size, true};
}

void append_utf8(std::string& text, char32_t value) {
  const auto push = [&](char32_t byte) { text.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
  if (value < 0x80) return push(value);
  if (value < 0x800) {
    push(0xC0U | (value >> 6U));
  } else if (value < 0x10000) {
    push(0xE0U | (value >> 12U));
    push(0x80U | ((value >> 6U) & 0x3FU));
  } else {
    push(0xF0U | (value >> 18U));
    push(0x80U | ((value >> 12U) & 0x3FU));
    push(0x80U | ((value >> 6U) & 0x3FU));
  }
  push(0x80U | (value & 0x3FU));
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char byte) { return !is_continuation(byte); }));
}

unsigned display_width(char32_t value) {
  if (contains(combining_ranges, value)) return 0;
  return contains(wide_ranges, value) ? 2 : 1;
}

bool is_control(char32_t value) { return value < 0x20 || contains(control_ranges, value); }

std::string visible(char32_t value) {
  std::string text;
  if (value < 0x20) {
    append_utf8(text, 0x2400 + value);
  } else if (value == 0x7F) {
    append_utf8(text, 0x2421);
  } else if (is_control(value)) {
    text = fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(value));
  } else {
    append_utf8(text, value);
  }
  return text;
}

std::string visible(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode(text, offset);
    shown += visible(point.value);
    offset += point.size;
  }
  return shown;
}

}  // namespace vtime::scenario
