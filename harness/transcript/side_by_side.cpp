#include <algorithm>

#include "transcript/diff_columns.hpp"
#include "transcript/diff_layout.hpp"

namespace vtime {

namespace {

constexpr std::size_t middle_width = 3;  // " | "

/// One half of the page.
struct Side {
  ColumnWidths widths;
  std::size_t text = 0;  ///< width of the text

  std::size_t text_begin() const { return (widths.number == 0 ? 0 : widths.number + 2) + widths.time + 2; }
  std::size_t width() const { return text_begin() + text; }
};

std::size_t longest_text(const std::vector<ShownRow>& rows, std::optional<DiffCell> ShownRow::*side) {
  std::size_t longest = 8;  // room for the heading
  for (const ShownRow& row : rows) {
    if (row.*side) longest = std::max(longest, (row.*side)->text.size());
  }
  return longest;
}

class SideBySide {
 public:
  SideBySide(const std::vector<ShownRow>& rows, std::size_t width, const Ink& ink)
      : rows_(rows), ink_(ink), left_{expected_widths(rows)}, right_{actual_widths(rows)} {
    const std::size_t fixed = mark_width + middle_width + left_.text_begin() + right_.text_begin();
    const std::size_t room = std::max(width, fixed + 40) - fixed;
    // The left takes half, or what the right has no use for; but no more than it needs, so that both stay close.
    const std::size_t right_needs = longest_text(rows, &ShownRow::actual);
    const std::size_t most = std::max(room / 2, room - std::min(room, right_needs));
    left_.text = std::min(most, longest_text(rows, &ShownRow::expected));
    right_.text = room - left_.text;
  }

  std::string render() {
    for (const ShownRow& row : rows_) append(row);
    return std::move(out_);
  }

  std::size_t right_begin() const { return mark_width + left_.width() + middle_width; }

 private:
  void append(const ShownRow& row);
  void append_marks(const ShownRow& row, const CutText& wanted, const CutText& got);
  std::string columns(const DiffCell& cell, const Side& side) const;
  std::string left_half(const ShownRow& row, const CutText& text) const;
  std::string right_half(const ShownRow& row, const CutText& text) const;

  const std::vector<ShownRow>& rows_;
  const Ink& ink_;
  Side left_;
  Side right_;
  std::string out_;
};

const char* middle(ShownRow::Kind kind) {
  switch (kind) {
    case ShownRow::Kind::pair:
      return " | ";
    case ShownRow::Kind::missing:
      return " < ";
    case ShownRow::Kind::extra:
      return " > ";
    case ShownRow::Kind::taken:
      return " . ";
    default:
      return "   ";
  }
}

bool marked(const CutText& text) { return text.mark_end > text.mark_begin; }

void SideBySide::append(const ShownRow& row) {
  if (row.kind == ShownRow::Kind::folded) {
    out_ += folded_line(row, ink_);
    return;
  }
  const CutText wanted = row.expected ? cut_around_mark(*row.expected, left_.text) : CutText{};
  const CutText got = row.actual ? cut_around_mark(*row.actual, right_.text) : CutText{};
  std::string line = first_mark(row, ink_) + left_half(row, wanted) + ink_.strong(middle(row.kind));
  line += right_half(row, got);
  const bool below = row.kind == ShownRow::Kind::pair && (row.time_differs || marked(got));
  if (!row.note.empty() && !below) {
    // The other side of a missing line is free.
    const bool alone = row.kind == ShownRow::Kind::missing;
    const bool fits = alone || got.text.size() + row.note.size() + 4 <= right_.text;
    if (alone) line += std::string(right_.text_begin(), ' ');
    line += fits ? (alone ? "" : "  ") : "\n" + std::string(right_begin() + right_.text_begin(), ' ');
    line += ink_.note("(" + row.note + ")");
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  out_ += line + "\n";
  if (below) append_marks(row, wanted, got);
}

std::string SideBySide::columns(const DiffCell& cell, const Side& side) const {
  const std::string number = side.widths.number == 0 ? "" : ink_.quiet(padded(cell.number, side.widths.number)) + "  ";
  return number + padded(cell.time, side.widths.time) + "  ";
}

std::string SideBySide::left_half(const ShownRow& row, const CutText& text) const {
  if (!row.expected) return std::string(left_.width(), ' ');
  const bool differs = row.kind == ShownRow::Kind::missing || row.kind == ShownRow::Kind::pair;
  const std::string shown = utf8(text.text);
  return columns(*row.expected, left_) + (differs ? ink_.expected(shown) : shown) +
         filled(text.text.size(), left_.text);
}

std::string SideBySide::right_half(const ShownRow& row, const CutText& text) const {
  if (!row.actual) return "";
  const bool differs = row.kind == ShownRow::Kind::extra || row.kind == ShownRow::Kind::pair;
  const std::string shown = utf8(text.text);
  return columns(*row.actual, right_) + (differs ? ink_.actual(shown) : shown);
}

/// Below a pair: what differs on either side, and what there is to say about it.
void SideBySide::append_marks(const ShownRow& row, const CutText& wanted, const CutText& got) {
  const auto marks = [&](const Side& side, const DiffCell& cell, const CutText& text) {
    if (!row.time_differs) {
      return std::string(side.text_begin() + text.mark_begin, ' ') + std::string(text.mark_end - text.mark_begin, '^');
    }
    return std::string(side.text_begin() - 2 - cell.time.size(), ' ') + std::string(cell.time.size(), '^');
  };
  const std::string left = marks(left_, *row.expected, wanted);
  const std::string right = marks(right_, *row.actual, got);
  const std::string note = row.note.empty() ? "" : " " + row.note;
  out_ += std::string(mark_width, ' ') + ink_.note(left) + filled(left.size(), left_.width() + middle_width) +
          ink_.note(right + note) + "\n";
}

}  // namespace

std::string side_by_side(const std::vector<ShownRow>& rows, std::size_t width, const Ink& ink) {
  SideBySide page(rows, width, ink);
  std::string heading = std::string(mark_width, ' ') + "expected";
  heading += filled(heading.size(), page.right_begin()) + "actual\n";
  return heading + page.render();
}

}  // namespace vtime
