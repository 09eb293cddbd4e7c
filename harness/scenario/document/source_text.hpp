/// Finds the line and column of an offset in a text, however long its lines are.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "scenario/diagnostic.hpp"

namespace vtime::scenario {

class SourceText {
 public:
  /// Keeps a reference to `text`.
  explicit SourceText(std::string_view text);

  std::string_view text() const { return text_; }
  /// The position of `offset`; one beyond the end is that of the end.
  Position position(std::size_t offset) const;
  /// The offset of a place: `line` and `column` from 1.
  std::size_t offset(std::uint32_t line, std::uint32_t column) const;
  Span span(std::size_t begin, std::size_t end) const { return {position(begin), position(end)}; }

  /// Where the line of `offset` begins.
  std::size_t line_begin(std::size_t offset) const;
  /// Where the line of `offset` ends, its line break not included.
  std::size_t line_end(std::size_t offset) const;

 private:
  std::size_t code_points_between(std::size_t begin, std::size_t end) const;
  std::size_t code_points_before(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::size_t> line_starts_;
  std::vector<std::size_t> code_points_;  ///< before each block of `block_size` bytes
  bool is_ascii_ = false;                 ///< nothing to count, then
};

}  // namespace vtime::scenario
