/// Widths and pieces that both layouts of a difference share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "transcript/diff_rows.hpp"
#include "transcript/ink.hpp"

namespace vtime {

inline constexpr std::size_t mark_width = 3;  ///< "=> " before the first difference

/// The widest of one kind of column over all rows.
struct ColumnWidths {
  std::size_t number = 0;
  std::size_t time = 0;
};

ColumnWidths expected_widths(const std::vector<ShownRow>& rows);
ColumnWidths actual_widths(const std::vector<ShownRow>& rows);

std::string padded(std::string_view ascii, std::size_t width);  ///< on the left: for numbers and times
std::string filled(std::size_t cells, std::size_t width);       ///< the spaces that a text of `cells` leaves
std::string first_mark(const ShownRow& row, const Ink& ink);    ///< mark_width cells
std::string folded_line(const ShownRow& row, const Ink& ink);

/// A text cut to its column so that its marked part, if any, is seen.
struct CutText {
  Cells text;
  std::size_t mark_begin = 0;  ///< within `text`
  std::size_t mark_end = 0;
};
CutText cut_around_mark(const DiffCell& cell, std::size_t width);

}  // namespace vtime
