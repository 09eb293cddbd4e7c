#include "scenario/update/update_plan.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "transcript/judge.hpp"

namespace vtime::scenario {
namespace {

using Rows = std::vector<DiffRow>;

/// How many rows from `begin` to `end` are missing, up to the first that doesn't differ; none where lines came in their
/// place.
template <typename Iterator>
std::size_t count_missing(Iterator begin, Iterator end) {
  const Iterator last = std::find_if_not(begin, end, [](const DiffRow& row) { return row.differs(); });
  const bool replaced = std::any_of(begin, last, [](const DiffRow& row) { return row.kind == DiffRow::Kind::extra; });
  return replaced ? 0 : static_cast<std::size_t>(last - begin);
}

/// A `...` takes any line, and so also those that came in place of an entry beside it that goes. They are written, or
/// the transcript would expect less with each update.
void release_lines_beside_dots(Rows& rows) {
  const auto is_skipped = [](const DiffRow& row) { return row.kind == DiffRow::Kind::skipped; };
  for (auto begin = std::find_if(rows.begin(), rows.end(), is_skipped); begin != rows.end();) {
    const auto end = std::find_if(begin, rows.end(),
                                  [&](const DiffRow& row) { return !is_skipped(row) || row.item != begin->item; });
    const auto size = static_cast<std::size_t>(end - begin);
    const std::size_t before = std::min(size, count_missing(std::reverse_iterator(begin), rows.rend()));
    const std::size_t behind = std::min(size - before, count_missing(end, rows.end()));
    const std::optional<std::size_t> behind_dots = *begin->item + 1;
    std::for_each_n(begin, before, [](DiffRow& row) { row = {DiffRow::Kind::extra, {}, {}, row.line}; });
    std::for_each_n(end - static_cast<std::ptrdiff_t>(behind), behind, [&](DiffRow& row) {
      row = {DiffRow::Kind::extra, behind_dots, {}, row.line};
    });
    begin = std::find_if(end, rows.end(), is_skipped);
  }
}

/// Whether each entry is met: all of an `any_order`, with no other line among its lines.
std::vector<bool> find_met(const std::vector<ExpectedItem>& items, const Rows& rows) {
  std::vector<bool> met(items.size(), true);
  std::optional<std::size_t> open;  // the `any_order` that has begun and may go on
  bool interrupted = false;
  for (const DiffRow& row : rows) {
    if (row.kind == DiffRow::Kind::missing) met[*row.item] = false;
    if (row.kind == DiffRow::Kind::extra) interrupted = true;
    if (row.kind != DiffRow::Kind::same) continue;
    if (open == row.item && interrupted) met[*row.item] = false;
    open = row.item;
    interrupted = false;
  }
  return met;
}

class Planner {
 public:
  Planner(const std::vector<ExpectedItem>& items, std::vector<bool> met) : items_(items), met_(std::move(met)) {}

  void take(const DiffRow& row) {
    if (row.item) keep_dots_before(*row.item);
    const bool was_met = row.kind == DiffRow::Kind::same || row.kind == DiffRow::Kind::skipped;
    const bool of_kept = was_met && met_[*row.item];
    if (of_kept) {
      keep(*row.item);
    } else if (row.line) {
      steps_.push_back({UpdateStep::Kind::write, *row.line});
    }
  }

  std::vector<UpdateStep> finish() {
    keep_dots_before(items_.size());
    return std::move(steps_);
  }

 private:
  void keep(std::size_t item) {
    if (item < next_) return;
    steps_.push_back({UpdateStep::Kind::keep, item});
    next_ = item + 1;
  }
  /// A `...` that takes no line has no row.
  void keep_dots_before(std::size_t item) {
    for (std::size_t index = next_; index < item; ++index) {
      if (std::holds_alternative<AnyLines>(items_[index])) keep(index);
    }
  }

  const std::vector<ExpectedItem>& items_;
  std::vector<bool> met_;
  std::vector<UpdateStep> steps_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<UpdateStep> plan_update(const std::vector<ExpectedItem>& items, std::span<const Line> lines) {
  Expectations expectations;
  expectations.transcript = items;
  const Judgement judgement = judge(expectations, {lines, {}, {}});
  if (!judgement.diff) {
    std::vector<UpdateStep> steps;
    for (std::size_t index = 0; index < items.size(); ++index) steps.push_back({UpdateStep::Kind::keep, index});
    return steps;
  }
  Rows rows = judgement.diff->rows;
  release_lines_beside_dots(rows);
  Planner planner(items, find_met(items, rows));
  for (const DiffRow& row : rows) planner.take(row);
  return planner.finish();
}

}  // namespace vtime::scenario
