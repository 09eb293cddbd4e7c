#include "scenario/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/document/utf8.hpp"

namespace vtime::scenario {
namespace {

/// What is shown of a line: more is cut off around the place.
constexpr std::size_t shown_columns = 110;
constexpr std::size_t shown_before = 60;
constexpr std::size_t tab_width = 4;
/// Code points looked at on either side of the place, so that a line of megabytes costs nothing.
constexpr std::size_t looked_at = 4096;

/// A stretch of one line and, within it, what the caret marks, all in columns of a terminal.
struct ShownLine {
  std::string text;
  std::size_t caret = 0;
  std::size_t marked = 1;
};

std::size_t line_begin(std::string_view source, std::size_t offset) {
  if (offset == 0) return 0;
  const std::size_t feed = source.rfind('\n', offset - 1);
  return feed == std::string_view::npos ? 0 : feed + 1;
}

std::string_view line_at(std::string_view source, std::size_t begin) {
  std::string_view line = source.substr(begin, source.find('\n', begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// One code point as it is shown and the columns that it takes.
struct Cell {
  std::string text;
  std::size_t width = 1;
  std::size_t offset = 0;
};

std::vector<Cell> cells_of(std::string_view line, std::size_t begin, std::size_t end) {
  std::vector<Cell> cells;
  for (std::size_t offset = begin; offset < end;) {
    const CodePoint point = decode(line, offset);
    Cell cell{point.valid ? visible(point.value) : "\xEF\xBF\xBD", display_width(point.value), offset};
    if (point.value == '\t') {
      cell.text.assign(tab_width, ' ');
      cell.width = tab_width;
    } else if (is_control(point.value)) {
      cell.width = count_code_points(cell.text);
    }
    cells.push_back(std::move(cell));
    offset += point.size;
  }
  return cells;
}

/// Moves `offset` back to where a code point begins.
std::size_t code_point_begin(std::string_view line, std::size_t offset) {
  for (int step = 0; step < 3 && offset > 0 && offset < line.size() && is_continuation(line[offset]); ++step) --offset;
  return offset;
}

ShownLine show(std::string_view line, std::size_t begin, std::size_t end) {
  begin = code_point_begin(line, std::min(begin, line.size()));
  end = std::clamp(end, begin, line.size());
  const std::size_t from = code_point_begin(line, begin > looked_at ? begin - looked_at : 0);
  const std::size_t to = code_point_begin(line, std::min(line.size(), begin + looked_at));
  const std::vector<Cell> cells = cells_of(line, from, to);
  const auto place = std::lower_bound(cells.begin(), cells.end(), begin,
                                      [](const Cell& cell, std::size_t offset) { return cell.offset < offset; });

  auto first = place;
  std::size_t before = 0;
  while (first != cells.begin() && before + (first - 1)->width <= shown_before) before += (--first)->width;
  const bool cut_before = first != cells.begin() || from > 0;

  ShownLine shown;
  std::size_t width = before;
  std::size_t marked = 0;
  if (cut_before) shown.text = "…";
  for (auto cell = first; cell != place; ++cell) shown.text += cell->text;
  auto cell = place;
  for (; cell != cells.end() && width + cell->width <= shown_columns; ++cell) {
    shown.text += cell->text;
    width += cell->width;
    if (cell->offset < end) marked += cell->width;
  }
  if (cell != cells.end() || to < line.size()) shown.text += "…";
  shown.caret = before + (cut_before ? 1 : 0);
  shown.marked = std::max<std::size_t>(marked, 1);
  return shown;
}

std::string source_excerpt(const Diagnostic& diagnostic, std::string_view source) {
  const std::size_t offset = std::min(diagnostic.where.begin.offset, source.size());
  std::size_t begin = line_begin(source, offset);
  if (begin == 0 && source.starts_with(byte_order_mark)) begin = byte_order_mark.size();
  const std::string_view line = line_at(source, begin);
  if (line.find_first_not_of(" \t") == std::string_view::npos) return "";
  const std::size_t end = std::max(diagnostic.where.end.offset, offset);
  const ShownLine shown = show(line, offset > begin ? offset - begin : 0, end > begin ? end - begin : 0);
  const std::string number = std::to_string(diagnostic.where.begin.line);
  return fmt::format("  {} | {}\n  {} | {}^{}\n", number, shown.text, std::string(number.size(), ' '),
                     std::string(shown.caret, ' '), std::string(shown.marked - 1, '~'));
}

}  // namespace

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
}

void sort_by_place(Diagnostics& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return a.where.begin.offset < b.where.begin.offset;
  });
}

std::string render(const Diagnostic& diagnostic, std::string_view source) {
  const std::string_view severity = diagnostic.severity == Severity::error ? "error" : "warning";
  std::string text = fmt::format("{}:{}:{}: {}: {}\n", visible(diagnostic.file), diagnostic.where.begin.line,
                                 diagnostic.where.begin.column, severity, visible(diagnostic.message));
  text += source_excerpt(diagnostic, source);
  if (!diagnostic.help.empty()) text += fmt::format("  help: {}\n", visible(diagnostic.help));
  return text;
}

}  // namespace vtime::scenario
