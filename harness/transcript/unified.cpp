#include <algorithm>

#include "transcript/diff_columns.hpp"
#include "transcript/diff_layout.hpp"

namespace vtime {

namespace {

class Unified {
 public:
  Unified(const std::vector<ShownRow>& rows, std::size_t width, const Ink& ink)
      : rows_(rows), ink_(ink), expected_(expected_widths(rows)), actual_(actual_widths(rows)) {
    time_ = std::max(expected_.time, actual_.time);
    text_begin_ = mark_width + (expected_.number == 0 ? 0 : expected_.number + 2) + actual_.number + 2 + time_ + 4;
    text_ = width > text_begin_ + 20 ? width - text_begin_ : 20;
  }

  std::string render() {
    for (const ShownRow& row : rows_) append(row);
    return std::move(out_);
  }

 private:
  void append(const ShownRow& row);
  void append_pair(const ShownRow& row);
  void append_margin(const ShownRow& row, const DiffCell* expected, const DiffCell* actual);
  void append_note(std::size_t used, const std::string& note);
  std::string plain(const DiffCell& cell, std::size_t& used) const;

  const std::vector<ShownRow>& rows_;
  const Ink& ink_;
  ColumnWidths expected_;
  ColumnWidths actual_;
  std::size_t time_ = 0;
  std::size_t text_begin_ = 0;
  std::size_t text_ = 0;
  std::string out_;
};

void Unified::append(const ShownRow& row) {
  std::size_t used = 0;
  switch (row.kind) {
    case ShownRow::Kind::folded:
      out_ += folded_line(row, ink_);
      return;
    case ShownRow::Kind::pair:
      append_pair(row);
      return;
    case ShownRow::Kind::same:
      append_margin(row, &*row.expected, &*row.actual);
      out_ += "  " + plain(*row.actual, used);
      break;
    case ShownRow::Kind::taken:
      append_margin(row, &*row.expected, &*row.actual);
      out_ += ink_.quiet(". " + plain(*row.actual, used));
      break;
    case ShownRow::Kind::missing:
      append_margin(row, &*row.expected, nullptr);
      out_ += ink_.expected("- " + plain(*row.expected, used));
      break;
    case ShownRow::Kind::extra:
      append_margin(row, nullptr, &*row.actual);
      out_ += ink_.actual("+ " + plain(*row.actual, used));
      break;
  }
  append_note(used, row.note);
}

std::string Unified::plain(const DiffCell& cell, std::size_t& used) const {
  const Cells text = cut(cell.text, text_);
  used = text.size();
  return utf8(text);
}

void Unified::append_margin(const ShownRow& row, const DiffCell* expected, const DiffCell* actual) {
  const bool second = row.kind == ShownRow::Kind::pair && !expected;
  out_ += second ? std::string(mark_width, ' ') : first_mark(row, ink_);
  std::string numbers;
  if (expected_.number > 0) numbers += padded(expected ? expected->number : "", expected_.number) + "  ";
  numbers += padded(actual ? actual->number : "", actual_.number) + "  ";
  out_ += ink_.quiet(numbers);
  out_ += padded(actual ? actual->time : expected->time, time_) + "  ";
}

/// Both lines, and below them what differs: under the time, or under the text.
void Unified::append_pair(const ShownRow& row) {
  const CutText wanted = cut_around_mark(*row.expected, text_);
  const CutText got = cut_around_mark(*row.actual, text_);
  append_margin(row, &*row.expected, nullptr);
  out_ += ink_.expected("- " + utf8(wanted.text)) + "\n";
  append_margin(row, nullptr, &*row.actual);
  out_ += ink_.actual("+ " + utf8(got.text));
  const bool text_marked = got.mark_end > got.mark_begin;
  if (!row.time_differs && !text_marked) return append_note(got.text.size(), row.note);
  const std::size_t time_begin = text_begin_ - 4 - row.actual->time.size();
  const std::size_t begin = row.time_differs ? time_begin : text_begin_ + got.mark_begin;
  const std::size_t cells = row.time_differs ? row.actual->time.size() : got.mark_end - got.mark_begin;
  const std::string note = row.note.empty() ? "" : " " + row.note;
  out_ += "\n" + std::string(begin, ' ') + ink_.note(std::string(cells, '^') + note) + "\n";
}

/// Behind the text where there is room, else on a line of its own.
void Unified::append_note(std::size_t used, const std::string& note) {
  if (!note.empty()) {
    const bool fits = used + note.size() + 4 <= text_;
    out_ += (fits ? "  " : "\n" + std::string(text_begin_, ' ')) + ink_.note("(" + note + ")");
  }
  out_ += "\n";
}

}  // namespace

std::string unified(const std::vector<ShownRow>& rows, std::size_t width, const Ink& ink) {
  return Unified(rows, width, ink).render();
}

}  // namespace vtime
