#include "transcript/diff_facts.hpp"

#include <string_view>
#include <unordered_map>
#include <vector>

#include "transcript/arrange.hpp"

namespace vtime {

namespace {

constexpr std::size_t most_tries = 1'000'000;

bool right_text(const ExpectedLine& expected, const Line& line) {
  return expected.kind == line.kind && expected.pattern.matches(line.text);
}

/// Which of the rows that are missing came, or were taken, elsewhere.
class Finder {
 public:
  Finder(const TranscriptDiff& diff, std::span<const ExpectedItem> items, std::span<const Line> lines)
      : diff_(diff), items_(items), lines_(lines) {}

  /// Gives every missing row that has none the first other row, not yet given away, that `fits` it. Stops when that
  /// takes too long: what is found is a help for the reader.
  template <typename Fits>
  void give(const std::vector<std::size_t>& missing, const std::vector<std::size_t>& others,
            std::map<std::size_t, std::size_t>& given, std::map<std::size_t, std::size_t>& back, Fits fits) const {
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_text;  // never iterated
    for (const std::size_t row : others) by_text[got(row).text].push_back(row);
    std::size_t tries = 0;
    for (const std::size_t from : missing) {
      if (given.contains(from)) continue;
      const Pattern& pattern = wanted(from).pattern;
      for (const std::size_t to : pattern.predicate ? others : by_text[pattern.text]) {
        if (++tries > most_tries) return;
        if (back.contains(to) || !fits(wanted(from), got(to))) continue;
        given.emplace(from, to);
        back.emplace(to, from);
        break;
      }
    }
  }

 private:
  const ExpectedLine& wanted(std::size_t row) const { return *expected_of(diff_.rows[row], items_); }
  const Line& got(std::size_t row) const { return lines_[*diff_.rows[row].line]; }

  const TranscriptDiff& diff_;
  std::span<const ExpectedItem> items_;
  std::span<const Line> lines_;
};

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
  const Finder finder(diff, items, lines);
  const auto whole = [](const ExpectedLine& expected, const Line& line) { return expected.matches(line); };
  finder.give(missing, extra, facts.moved, facts.moved_from, whole);
  finder.give(missing, extra, facts.moved, facts.moved_from, right_text);
  std::erase_if(missing, [&](std::size_t row) { return facts.moved.contains(row); });
  std::map<std::size_t, std::size_t> taken_from;
  finder.give(missing, taken, facts.taken, taken_from, right_text);
  for (std::size_t row = 0; row < diff.rows.size(); ++row) count(diff.rows, row, facts);
  return facts;
}

}  // namespace vtime
