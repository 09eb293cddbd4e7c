#include "transcript/diff_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "transcript/arrange.hpp"

namespace vtime {

namespace {

std::string prefix(LineKind kind) { return kind == LineKind::log ? "" : std::string(word_of(kind)) + ": "; }

class RowBuilder {
 public:
  RowBuilder(const Expectations& expectations, const Observed& observed, const TranscriptDiff& diff,
             const DiffFacts& facts)
      : items_(*expectations.transcript), lines_(observed.lines), diff_(diff), facts_(facts) {}

  std::vector<ShownRow> build(std::size_t context, std::size_t most) const;

 private:
  std::vector<bool> near_difference(std::size_t context) const;
  ShownRow shown(std::size_t index) const;
  ShownRow pair(std::size_t index) const;
  ShownRow folded(std::size_t begin, std::size_t end) const;
  ShownRow left_out(std::size_t begin) const;
  DiffCell expected_cell(const DiffRow& row) const;
  DiffCell actual_cell(const DiffRow& row) const;
  std::string note_for_missing(std::size_t row) const;
  std::string note_for_extra(std::size_t row) const;

  std::span<const ExpectedItem> items_;
  std::span<const Line> lines_;
  const TranscriptDiff& diff_;
  const DiffFacts& facts_;
};

std::vector<ShownRow> RowBuilder::build(std::size_t context, std::size_t most) const {
  const std::vector<bool> near = near_difference(context);
  std::vector<ShownRow> rows;
  for (std::size_t row = 0; row < near.size();) {
    if (rows.size() >= most) {
      rows.push_back(left_out(row));
      break;
    }
    if (!near[row]) {
      const auto end = std::find(near.begin() + static_cast<std::ptrdiff_t>(row), near.end(), true);
      const std::size_t next = static_cast<std::size_t>(end - near.begin());
      // A fold takes a row itself: one row is not worth it.
      rows.push_back(next - row > 1 ? folded(row, next) : shown(row));
      row = next;
    } else if (diff_.rows[row].pairing != DiffRow::Pairing::none) {
      rows.push_back(pair(row));
      row += 2;
    } else {
      rows.push_back(shown(row));
      ++row;
    }
  }
  return rows;
}

std::vector<bool> RowBuilder::near_difference(std::size_t context) const {
  std::vector<bool> near(diff_.rows.size(), false);
  std::size_t marked = 0;
  for (std::size_t row = 0; row < near.size(); ++row) {
    if (!diff_.rows[row].differs()) continue;
    const std::size_t end = std::min(near.size(), row + context + 1);
    for (std::size_t i = std::max(marked, row - std::min(row, context)); i < end; ++i) near[i] = true;
    marked = end;
  }
  return near;
}

DiffCell RowBuilder::expected_cell(const DiffRow& row) const {
  DiffCell cell;
  if (row.kind == DiffRow::Kind::skipped) {
    const std::uint32_t line = std::get<AnyLines>(items_[*row.item]).origin.line;
    cell.number = line == 0 ? "" : fmt::format("{}", line);
    cell.text = U"...";
    return cell;
  }
  const ExpectedLine& expected = *expected_of(row, items_);
  if (expected.origin.line != 0) cell.number = fmt::format("{}", expected.origin.line);
  cell.time = time_text(expected);
  cell.text = row.differs() && !expected.pattern.predicate ? visible_to_the_end(expected_text(expected))
                                                           : visible(expected_text(expected));
  return cell;
}

DiffCell RowBuilder::actual_cell(const DiffRow& row) const {
  const Line& line = lines_[*row.line];
  DiffCell cell;
  cell.number = fmt::format("{}", *row.line + 1);
  cell.time = to_text(line.at);
  cell.text = row.differs() ? visible_to_the_end(actual_text(line)) : visible(actual_text(line));
  return cell;
}

ShownRow RowBuilder::shown(std::size_t index) const {
  const DiffRow& row = diff_.rows[index];
  ShownRow result;
  result.first = index == diff_.first_difference;
  if (row.kind != DiffRow::Kind::extra) result.expected = expected_cell(row);
  if (row.kind != DiffRow::Kind::missing) result.actual = actual_cell(row);
  switch (row.kind) {
    case DiffRow::Kind::same:
      result.kind = ShownRow::Kind::same;
      break;
    case DiffRow::Kind::skipped:
      result.kind = ShownRow::Kind::taken;
      break;
    case DiffRow::Kind::missing:
      result.kind = ShownRow::Kind::missing;
      result.note = note_for_missing(index);
      break;
    case DiffRow::Kind::extra:
      result.kind = ShownRow::Kind::extra;
      result.note = note_for_extra(index);
      break;
  }
  return result;
}

/// Marks what lies between the beginning and the end that both texts have in common, if they have enough of it.
void mark_difference(DiffCell& a, DiffCell& b) {
  const std::size_t shorter = std::min(a.text.size(), b.text.size());
  std::size_t begin = 0;
  while (begin < shorter && a.text[begin] == b.text[begin]) ++begin;
  std::size_t end = 0;
  while (end < shorter - begin && a.text[a.text.size() - 1 - end] == b.text[b.text.size() - 1 - end]) ++end;
  if (3 * (begin + end) < std::max(a.text.size(), b.text.size())) return;
  for (DiffCell* cell : {&a, &b}) {
    cell->mark_begin = begin;
    cell->mark_end = std::max(cell->text.size() - end, begin + 1);  // where only the other has something: one place
  }
}

ShownRow RowBuilder::pair(std::size_t index) const {
  const DiffRow& missing = diff_.rows[index];
  const DiffRow& extra = diff_.rows[index + 1];
  const ExpectedLine& expected = *expected_of(missing, items_);
  ShownRow result;
  result.kind = ShownRow::Kind::pair;
  result.first = index == diff_.first_difference;
  result.time_differs = missing.pairing == DiffRow::Pairing::time_differs;
  result.expected = expected_cell(missing);
  result.actual = actual_cell(extra);
  const auto add_note = [&](const std::string& note) {
    if (!note.empty()) result.note += (result.note.empty() ? "" : "; ") + note;
  };
  add_note(time_difference(expected, lines_[*extra.line].at));
  if (!result.time_differs && !expected.pattern.predicate) mark_difference(*result.expected, *result.actual);
  add_note(note_for_missing(index));
  add_note(note_for_extra(index + 1));
  return result;
}

std::string RowBuilder::note_for_missing(std::size_t row) const {
  const auto seen = [&](std::size_t at) {
    const std::size_t line = *diff_.rows[at].line;
    return fmt::format("at {}, line {}", to_text(lines_[line].at), line + 1);
  };
  if (const auto moved = facts_.moved.find(row); moved != facts_.moved.end()) {
    return fmt::format("came {} {}", moved->second < row ? "before," : "after,", seen(moved->second));
  }
  if (const auto taken = facts_.taken.find(row); taken != facts_.taken.end()) {
    return fmt::format("taken by '...' {}", seen(taken->second));
  }
  return diff_.rows[row].member ? "in any order" : "";
}

std::string RowBuilder::note_for_extra(std::size_t row) const {
  const auto from = facts_.moved_from.find(row);
  if (from == facts_.moved_from.end()) return "";
  return from->second < row ? "expected above" : "expected below";
}

ShownRow RowBuilder::folded(std::size_t begin, std::size_t end) const {
  const auto taken = static_cast<std::size_t>(std::count_if(
      diff_.rows.begin() + static_cast<std::ptrdiff_t>(begin), diff_.rows.begin() + static_cast<std::ptrdiff_t>(end),
      [](const DiffRow& row) { return row.kind == DiffRow::Kind::skipped; }));
  ShownRow row;
  row.kind = ShownRow::Kind::folded;
  if (taken == end - begin) {
    row.note = fmt::format("{} taken by '...'", counted(taken, "line"));
  } else {
    row.note = fmt::format("{} as expected", counted(end - begin, "line"));
    if (taken > 0) row.note += fmt::format(", {} of them taken by '...'", taken);
  }
  return row;
}

ShownRow RowBuilder::left_out(std::size_t begin) const {
  const auto differing =
      static_cast<std::size_t>(std::count_if(diff_.rows.begin() + static_cast<std::ptrdiff_t>(begin), diff_.rows.end(),
                                             [](const DiffRow& row) { return row.differs(); }));
  ShownRow row;
  row.kind = ShownRow::Kind::folded;
  row.note = fmt::format("{} more, {} of them not as expected", counted(diff_.rows.size() - begin, "line"), differing);
  return row;
}

}  // namespace

std::string time_text(const ExpectedLine& expected) {
  if (!expected.time) return "";
  if (expected.time->least == expected.time->most) return to_text(expected.time->least);
  return fmt::format("{}..{}", to_text(expected.time->least), to_text(expected.time->most));
}

std::string time_difference(const ExpectedLine& expected, Duration at) {
  if (!expected.time || expected.time->contains(at)) return "";
  const bool late = at > expected.time->most;
  const Duration by = late ? at - expected.time->most : expected.time->least - at;
  if (expected.time->least == expected.time->most) return fmt::format("{} {}", to_text(by), late ? "later" : "earlier");
  return fmt::format("{} {} the window", to_text(by), late ? "after" : "before");
}

const char* word_of(LineKind kind) {
  switch (kind) {
    case LineKind::log:
      return "";
    case LineKind::uncaught:
      return "uncaught";
    case LineKind::error_output:
      return "stderr";
  }
  return "";
}

std::string expected_text(const ExpectedLine& expected) {
  return prefix(expected.kind) + (expected.pattern.predicate ? "matches: " : "") + expected.pattern.text;
}

std::string actual_text(const Line& line) { return prefix(line.kind) + line.text; }

std::string counted(std::size_t count, const char* noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::vector<ShownRow> shown_rows(const Expectations& expectations, const Observed& observed, const TranscriptDiff& diff,
                                 const DiffFacts& facts, std::size_t context, std::size_t most) {
  return RowBuilder(expectations, observed, diff, facts).build(context, most);
}

}  // namespace vtime
