#include "transcript/any_order_alignment.hpp"

#include <algorithm>

namespace vtime {

namespace {

constexpr std::uint64_t most_visits = 1'000'000;
constexpr std::size_t most_time_comparisons = 1'000'000;

std::size_t reach_of(const AnyOrder& any_order, std::size_t lines) {
  return std::min(lines, 2 * any_order.lines.size() + 64);
}

/// The work of trying every beginning, in visits: where there are predicates, a visit looks through many of them.
std::uint64_t full_cost(const AnyOrder& any_order, std::size_t lines) {
  const auto predicates = static_cast<std::uint64_t>(
      std::count_if(any_order.lines.begin(), any_order.lines.end(),
                    [](const ExpectedLine& line) { return static_cast<bool>(line.pattern.predicate); }));
  return std::uint64_t{lines} * reach_of(any_order, lines) * (1 + predicates / 10);
}

}  // namespace

AnyOrderAlignment::AnyOrderAlignment(const AnyOrder& any_order, std::span<const Line> lines)
    : any_order_(any_order),
      lines_(lines),
      matcher_(any_order),
      reach_(reach_of(any_order, lines.size())),
      stride_(static_cast<std::size_t>(full_cost(any_order, lines.size()) / most_visits + 1)) {
  kinds_.reserve(lines.size());
  for (const Line& line : lines) kinds_.push_back(matcher_.acquire(line));
}

std::uint64_t AnyOrderAlignment::cost(const AnyOrder& any_order, std::size_t lines) {
  return std::min(full_cost(any_order, lines), most_visits);
}

bool AnyOrderAlignment::add(std::size_t line) {
  if (!kinds_[line] || !matcher_.add(*kinds_[line])) return false;
  added_.push_back(*kinds_[line]);
  return true;
}

void AnyOrderAlignment::reset() {
  for (const AnyOrderMatcher::Kind kind : added_) matcher_.remove(kind);
  added_.clear();
}

std::vector<std::optional<std::size_t>> AnyOrderAlignment::members_by_line(std::size_t begin, std::size_t end) {
  std::vector<bool> met;
  for (std::size_t line = begin; line < end; ++line) met.push_back(add(line));
  const std::vector<std::size_t> assigned = matcher_.assign(added_);
  reset();
  std::vector<std::optional<std::size_t>> members(met.size());
  auto next = assigned.begin();
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i]) members[i] = *next++;
  }
  return members;
}

/// For each line that meets no member: an unplaced member that would have taken its text at another time.
std::vector<std::optional<std::size_t>> AnyOrderAlignment::wrong_times(
    std::size_t begin, const std::vector<std::optional<std::size_t>>& met, std::vector<bool>& placed) const {
  std::vector<std::optional<std::size_t>> wrong(met.size());
  if (met.size() * placed.size() > most_time_comparisons) return wrong;
  for (std::size_t i = 0; i < met.size(); ++i) {
    if (met[i]) continue;
    const Line& line = lines_[begin + i];
    for (std::size_t member = 0; member < placed.size() && !wrong[i]; ++member) {
      const ExpectedLine& expected = any_order_.lines[member];
      if (!placed[member] && expected.kind == line.kind && expected.pattern.matches(line.text)) wrong[i] = member;
    }
    if (wrong[i]) placed[*wrong[i]] = true;
  }
  return wrong;
}

void AnyOrderAlignment::append_rows(std::size_t item, std::size_t begin, std::size_t end, std::size_t first_line,
                                    std::vector<DiffRow>& rows) {
  const std::vector<std::optional<std::size_t>> met = members_by_line(begin, end);
  std::vector<bool> placed(any_order_.lines.size());
  for (const std::optional<std::size_t> member : met) {
    if (member) placed[*member] = true;
  }
  const std::vector<std::optional<std::size_t>> wrong = wrong_times(begin, met, placed);
  for (std::size_t i = 0; i < met.size(); ++i) {
    const std::size_t line = first_line + begin + i;
    if (met[i]) {
      rows.push_back({DiffRow::Kind::same, item, met[i], line});
    } else if (wrong[i]) {
      rows.push_back({DiffRow::Kind::missing, item, wrong[i], {}, DiffRow::Pairing::time_differs});
      rows.push_back({DiffRow::Kind::extra, {}, {}, line, DiffRow::Pairing::time_differs});
    } else {
      rows.push_back(extra_row(line));
    }
  }
  for (std::size_t member = 0; member < placed.size(); ++member) {
    if (!placed[member]) rows.push_back({DiffRow::Kind::missing, item, member, {}});
  }
}

}  // namespace vtime
