#include "transcript/judge.hpp"

#include <algorithm>

#include "transcript/align.hpp"
#include "transcript/arrange.hpp"
#include "transcript/automaton.hpp"
#include "transcript/rules.hpp"

namespace vtime {

namespace {

bool accepts(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  Automaton automaton(items);
  for (const Line& line : lines) {
    if (!automaton.feed(line)) return false;
  }
  return automaton.accepts();
}

std::size_t lines_taken_by(std::span<const ExpectedItem> items) {
  std::size_t lines = 0;
  for (const ExpectedItem& item : items) {
    const auto* any_order = std::get_if<AnyOrder>(&item);
    lines += any_order ? any_order->lines.size() : 1;
  }
  return lines;
}

/// What stands behind the last `...` takes so many lines: the last ones. Knowing that spares trying it everywhere.
bool transcript_matches(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  const auto last_any_lines = std::find_if(
      items.rbegin(), items.rend(), [](const ExpectedItem& item) { return std::holds_alternative<AnyLines>(item); });
  if (last_any_lines == items.rend()) return accepts(items, lines);
  const auto tail = items.last(static_cast<std::size_t>(last_any_lines - items.rbegin()));
  const std::size_t tail_lines = lines_taken_by(tail);
  if (tail_lines > lines.size()) return false;
  return accepts(tail, lines.last(tail_lines)) &&
         accepts(items.first(items.size() - tail.size()), lines.first(lines.size() - tail_lines));
}

TranscriptDiff difference(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  TranscriptDiff diff{arrange(align(items, lines).rows, items, lines), 0};
  const auto first = std::find_if(diff.rows.begin(), diff.rows.end(), [](const DiffRow& row) { return row.differs(); });
  diff.first_difference = static_cast<std::size_t>(first - diff.rows.begin());
  return diff;
}

}  // namespace

Judgement judge(const Expectations& expectations, const Observed& observed) {
  Judgement judgement;
  judgement.checked = !expectations.empty();
  if (expectations.transcript && !transcript_matches(*expectations.transcript, observed.lines)) {
    judgement.diff = difference(*expectations.transcript, observed.lines);
  }
  judgement.broken = broken_rules(expectations, observed);
  return judgement;
}

}  // namespace vtime
