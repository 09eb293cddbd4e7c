#include "transcript/diff_summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "transcript/arrange.hpp"
#include "transcript/diff_rows.hpp"
#include "transcript/visible_text.hpp"

namespace vtime {

namespace {

std::string kind_before(LineKind kind) { return kind == LineKind::log ? "" : std::string(word_of(kind)) + " "; }

std::string in_words(const ExpectedLine& expected, std::size_t begin = 0) {
  const std::string how = expected.pattern.predicate ? "a match of " : "";
  return kind_before(expected.kind) + how + quoted(expected.pattern.text, begin);
}

std::string in_words(const Line& line, std::size_t begin = 0) {
  return kind_before(line.kind) + quoted(line.text, begin);
}

/// From where on two texts are quoted so that the quotes differ.
std::size_t quote_begin(const ExpectedLine& expected, const Line& line) {
  constexpr std::size_t lead = 20;
  if (expected.pattern.predicate) return 0;
  const Cells a = visible(expected.pattern.text);
  const Cells b = visible(line.text);
  const std::size_t common = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin()).first -
      a.begin());
  return common > 2 * lead ? common - lead : 0;
}

std::string when(const ExpectedLine& expected) {
  const std::string time = time_text(expected);
  return time.empty() ? "" : (expected.time->least == expected.time->most ? " at " : " in ") + time;
}

class FirstDifference {
 public:
  FirstDifference(const Expectations& expectations, const Observed& observed, const TranscriptDiff& diff,
                  const DiffFacts& facts)
      : items_(*expectations.transcript), lines_(observed.lines), diff_(diff), facts_(facts) {}

  std::string missing() const;
  std::string extra() const;
  Origin origin() const;

 private:
  std::size_t index() const { return diff_.first_difference; }
  const DiffRow& row() const { return diff_.rows[index()]; }
  const ExpectedLine* expected_from(std::size_t row) const;
  std::string passed(std::size_t begin, std::size_t end) const;
  std::string seen(std::size_t line) const {
    return fmt::format("at {} (line {})", to_text(lines_[line].at), line + 1);
  }

  std::span<const ExpectedItem> items_;
  std::span<const Line> lines_;
  const TranscriptDiff& diff_;
  const DiffFacts& facts_;
};

/// The next expected line at or behind a row.
const ExpectedLine* FirstDifference::expected_from(std::size_t row) const {
  for (; row < diff_.rows.size(); ++row) {
    if (const ExpectedLine* expected = expected_of(diff_.rows[row], items_)) return expected;
  }
  return nullptr;
}

/// What stands between a line that came elsewhere and where it came: the first line as expected.
std::string FirstDifference::passed(std::size_t begin, std::size_t end) const {
  for (std::size_t row = begin; row < end; ++row) {
    if (diff_.rows[row].kind == DiffRow::Kind::same) return in_words(lines_[*diff_.rows[row].line]);
  }
  return "";
}

std::string FirstDifference::missing() const {
  const ExpectedLine& expected = *expected_of(row(), items_);
  const std::string wanted = in_words(expected) + " was expected" + when(expected);
  if (row().pairing == DiffRow::Pairing::time_differs) {
    const std::size_t line = *diff_.rows[index() + 1].line;
    return fmt::format("{}, it came {}, {}", wanted, seen(line), time_difference(expected, lines_[line].at));
  }
  if (const auto moved = facts_.moved.find(index()); moved != facts_.moved.end()) {
    const std::string behind = passed(index(), moved->second);
    const std::string came = seen(*diff_.rows[moved->second].line);
    if (behind.empty()) return fmt::format("{}, it came in another place, {}", wanted, came);
    return fmt::format("{} before {}, it came after that, {}", wanted, behind, came);
  }
  if (row().pairing == DiffRow::Pairing::text_differs) {
    const std::size_t line = *diff_.rows[index() + 1].line;
    const std::size_t begin = quote_begin(expected, lines_[line]);
    return fmt::format("{} was expected{}, {} came {}", in_words(expected, begin), when(expected),
                       in_words(lines_[line], begin), seen(line));
  }
  return lines_.empty() ? wanted + ", but nothing was logged" : wanted + ", it did not come";
}

std::string FirstDifference::extra() const {
  const std::string got = fmt::format("{} came {}", in_words(lines_[*row().line]), seen(*row().line));
  if (const auto from = facts_.moved_from.find(index()); from != facts_.moved_from.end()) {
    const std::string ahead = passed(index(), from->second);
    return got + (ahead.empty() ? ", in another place than expected" : fmt::format(", expected after {}", ahead));
  }
  const ExpectedLine* next = expected_from(index());
  if (next) return fmt::format("{}, not expected before {}", got, in_words(*next));
  return got + (facts_.expected == 0 ? ", but nothing was expected" : ", after all that was expected");
}

Origin FirstDifference::origin() const {
  std::size_t from = index();
  if (const auto moved = facts_.moved_from.find(from); moved != facts_.moved_from.end()) from = moved->second;
  if (const ExpectedLine* expected = expected_from(from)) return expected->origin;
  for (std::size_t before = from; before-- > 0;) {
    if (const ExpectedLine* expected = expected_of(diff_.rows[before], items_)) return expected->origin;
  }
  return {};
}

}  // namespace

std::string first_difference_text(const Expectations& expectations, const Observed& observed,
                                  const TranscriptDiff& diff, const DiffFacts& facts, std::string_view file) {
  const FirstDifference first(expectations, observed, diff, facts);
  const bool missing = diff.rows[diff.first_difference].kind == DiffRow::Kind::missing;
  return place_prefix(file, first.origin()) + (missing ? first.missing() : first.extra());
}

std::string facts_text(const DiffFacts& facts) {
  std::string what;
  std::size_t sorts = 0;
  const auto add = [&](std::size_t count, const char* how) {
    if (count == 0) return;
    what += fmt::format("{}{} {}", sorts == 0 ? "" : ", ", count, how);
    ++sorts;
  };
  add(facts.other_time, "at another time");
  add(facts.other_place, "in another place");
  add(facts.other_text, "with another text");
  add(facts.missing, "missing");
  add(facts.extra, "not expected");
  const char* only = "";
  if (sorts == 1 && facts.other_time > 0) only = "only times differ: ";
  if (sorts == 1 && facts.other_place > 0) only = "only the order differs: ";
  return fmt::format("{}{} of {} as expected, {}", only, facts.met, counted(facts.expected, "line"), what);
}

std::string place_prefix(std::string_view file, const Origin& origin) {
  if (file.empty() || origin.line == 0) return "";
  return fmt::format("{}:{}: ", file, origin.line);
}

}  // namespace vtime
