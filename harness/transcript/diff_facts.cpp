#include "transcript/diff_facts.hpp"

#include <vector>

#include "transcript/arrange.hpp"

namespace vtime {

namespace {

constexpr std::size_t most_comparisons = 1'000'000;

bool right_text(const ExpectedLine& expected, const Line& line) {
  return expected.kind == line.kind && expected.pattern.matches(line.text);
}

/// Gives every missing row that has none the first other row, not yet given away, that `fits` it.
template <typename Fits>
void give(const std::vector<std::size_t>& missing, const std::vector<std::size_t>& others,
          std::map<std::size_t, std::size_t>& given, std::map<std::size_t, std::size_t>& back, Fits fits) {
  if (missing.size() * others.size() > most_comparisons) return;
  for (const std::size_t from : missing) {
    if (given.contains(from)) continue;
    for (const std::size_t to : others) {
      if (back.contains(to) || !fits(from, to)) continue;
      given.emplace(from, to);
      back.emplace(to, from);
      break;
    }
  }
}

/// The two rows of a pair are counted together, by the first, unless one of them belongs elsewhere.
void count(const std::vector<DiffRow>& rows, std::size_t index, DiffFacts& facts) {
  const DiffRow& row = rows[index];
  const bool is_missing = row.kind == DiffRow::Kind::missing;
  const std::size_t partner = is_missing ? index + 1 : index - 1;
  const bool moved = facts.moved.contains(index) || facts.moved_from.contains(index);
  const bool partner_moved = facts.moved.contains(partner) || facts.moved_from.contains(partner);
  if (row.kind == DiffRow::Kind::same || is_missing) ++facts.expected;
  if (row.kind == DiffRow::Kind::same) {
    ++facts.met;
  } else if (!row.differs()) {
    return;
  } else if (row.pairing == DiffRow::Pairing::time_differs) {
    if (is_missing) ++facts.other_time;
  } else if (moved) {
    if (is_missing) ++facts.other_place;
  } else if (row.pairing == DiffRow::Pairing::text_differs && !partner_moved) {
    if (is_missing) ++facts.other_text;
  } else {
    ++(is_missing ? facts.missing : facts.extra);
  }
}

}  // namespace

DiffFacts facts_of(const TranscriptDiff& diff, std::span<const ExpectedItem> items, std::span<const Line> lines) {
  DiffFacts facts;
  std::vector<std::size_t> missing;
  std::vector<std::size_t> extra;
  std::vector<std::size_t> taken;
  for (std::size_t row = 0; row < diff.rows.size(); ++row) {
    if (diff.rows[row].kind == DiffRow::Kind::skipped) taken.push_back(row);
    if (!diff.rows[row].differs() || diff.rows[row].pairing == DiffRow::Pairing::time_differs) continue;
    (diff.rows[row].kind == DiffRow::Kind::missing ? missing : extra).push_back(row);
  }
  const auto wanted = [&](std::size_t row) -> const ExpectedLine& { return *expected_of(diff.rows[row], items); };
  const auto got = [&](std::size_t row) -> const Line& { return lines[*diff.rows[row].line]; };
  const auto whole = [&](std::size_t from, std::size_t to) { return wanted(from).matches(got(to)); };
  const auto text = [&](std::size_t from, std::size_t to) { return right_text(wanted(from), got(to)); };
  give(missing, extra, facts.moved, facts.moved_from, whole);
  give(missing, extra, facts.moved, facts.moved_from, text);
  std::erase_if(missing, [&](std::size_t row) { return facts.moved.contains(row); });
  std::map<std::size_t, std::size_t> taken_from;
  give(missing, taken, facts.taken, taken_from, text);
  for (std::size_t row = 0; row < diff.rows.size(); ++row) count(diff.rows, row, facts);
  return facts;
}

}  // namespace vtime
