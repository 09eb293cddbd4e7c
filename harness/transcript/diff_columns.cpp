#include "transcript/diff_columns.hpp"

#include <algorithm>
#include <optional>

namespace vtime {

namespace {

ColumnWidths widths(const std::vector<ShownRow>& rows, std::optional<DiffCell> ShownRow::*side) {
  ColumnWidths result;
  for (const ShownRow& row : rows) {
    if (!(row.*side)) continue;
    result.number = std::max(result.number, (row.*side)->number.size());
    result.time = std::max(result.time, (row.*side)->time.size());
  }
  return result;
}

}  // namespace

ColumnWidths expected_widths(const std::vector<ShownRow>& rows) { return widths(rows, &ShownRow::expected); }
ColumnWidths actual_widths(const std::vector<ShownRow>& rows) { return widths(rows, &ShownRow::actual); }

std::string padded(std::string_view ascii, std::size_t width) {
  return filled(ascii.size(), width) + std::string(ascii);
}

std::string filled(std::size_t cells, std::size_t width) { return std::string(width - std::min(width, cells), ' '); }

std::string first_mark(const ShownRow& row, const Ink& ink) { return row.first ? ink.note("=>") + " " : "   "; }

std::string folded_line(const ShownRow& row, const Ink& ink) {
  return std::string(mark_width, ' ') + ink.quiet("-- " + row.note + " --") + "\n";
}

CutText cut_around_mark(const DiffCell& cell, std::size_t width) {
  const bool marked = cell.mark_end > cell.mark_begin;
  // A third of the column is left for what stands before the mark.
  const bool hidden = marked && cell.text.size() > width && cell.mark_begin + 2 >= width - std::min(width, width / 3);
  const std::size_t begin = hidden ? cell.mark_begin - std::min(cell.mark_begin, width / 3) : 0;
  CutText result{cut(cell.text, width, begin), 0, 0};
  if (!marked) return result;
  result.mark_begin = std::min(cell.mark_begin - begin, width);
  result.mark_end = std::clamp(cell.mark_end - begin, result.mark_begin, width);
  return result;
}

}  // namespace vtime
