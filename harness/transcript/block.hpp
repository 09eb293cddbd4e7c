/// A stretch of the expected items beside a stretch of the lines, to be aligned with each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime {

/// What is compared, as a whole.
struct Comparison {
  std::span<const ExpectedItem> items;
  std::span<const Line> lines;
};

/// Half-open ranges of both sides.
struct Block {
  std::size_t item = 0;
  std::size_t items_end = 0;
  std::size_t line = 0;
  std::size_t lines_end = 0;

  std::size_t items() const { return items_end - item; }
  std::size_t lines() const { return lines_end - line; }
};

inline DiffRow same_row(std::size_t item, std::size_t line) { return {DiffRow::Kind::same, item, {}, line}; }
inline DiffRow extra_row(std::size_t line) { return {DiffRow::Kind::extra, {}, {}, line}; }

/// `missing` rows for all lines that `item` expects: none for `...`.
void append_missing(std::vector<DiffRow>& rows, const ExpectedItem& expected, std::size_t item);

}  // namespace vtime
