#include "transcript/judge.hpp"

#include <algorithm>

#include "transcript/align.hpp"
#include "transcript/arrange.hpp"
#include "transcript/automaton.hpp"
#include "transcript/rules.hpp"

namespace vtime {

namespace {

bool transcript_matches(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  Automaton automaton(items);
  for (const Line& line : lines) {
    if (!automaton.feed(line)) return false;
  }
  return automaton.accepts();
}

TranscriptDiff difference(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  TranscriptDiff diff{arrange(align(items, lines), items, lines), 0};
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
