#include "scenario/update_plan.hpp"

#include <optional>
#include <utility>

#include "transcript/judge.hpp"

namespace vtime::scenario {
namespace {

/// Whether each entry is met: all of an `any_order`, with no other line among its lines.
std::vector<bool> find_met(const std::vector<ExpectedItem>& items, const std::vector<DiffRow>& rows) {
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
    const bool of_kept = row.item && met_[*row.item] && row.kind != DiffRow::Kind::missing;
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
  Planner planner(items, find_met(items, judgement.diff->rows));
  for (const DiffRow& row : judgement.diff->rows) planner.take(row);
  return planner.finish();
}

}  // namespace vtime::scenario
