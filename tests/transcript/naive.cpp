#include "transcript/naive.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace vtime::testing {

namespace {

/// The most of `lines` that distinct members can meet.
std::size_t most_met(const std::vector<ExpectedLine>& members, std::span<const Line> lines, std::vector<bool> used) {
  if (lines.empty()) return 0;
  std::size_t best = most_met(members, lines.subspan(1), used);
  for (std::size_t member = 0; member < members.size(); ++member) {
    if (used[member] || !members[member].matches(lines[0])) continue;
    used[member] = true;
    best = std::max(best, 1 + most_met(members, lines.subspan(1), used));
    used[member] = false;
  }
  return best;
}

std::size_t most_met(const AnyOrder& any_order, std::span<const Line> lines) {
  return most_met(any_order.lines, lines, std::vector<bool>(any_order.lines.size()));
}

Score operator+(const Score& a, const Score& b) {
  return {a.met + b.met, a.taken + b.taken, a.wrong_times + b.wrong_times};
}

bool right_text(const ExpectedLine& expected, const Line& line) {
  return expected.kind == line.kind && expected.pattern.matches(line.text);
}

}  // namespace

bool naive_matches(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  if (items.empty()) return lines.empty();
  if (const auto* expected = std::get_if<ExpectedLine>(&items[0])) {
    return !lines.empty() && expected->matches(lines[0]) && naive_matches(items.subspan(1), lines.subspan(1));
  }
  if (const auto* any_order = std::get_if<AnyOrder>(&items[0])) {
    const std::size_t count = any_order->lines.size();
    return lines.size() >= count && most_met(*any_order, lines.first(count)) == count &&
           naive_matches(items.subspan(1), lines.subspan(count));
  }
  return naive_matches(items.subspan(1), lines) || (!lines.empty() && naive_matches(items, lines.subspan(1)));
}

Score naive_best(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  if (items.empty()) return {};
  Score best = naive_best(items.subspan(1), lines);
  if (lines.empty()) return best;
  const bool any_lines = std::holds_alternative<AnyLines>(items[0]);
  best = std::max(best, naive_best(items, lines.subspan(1)) + Score{0, any_lines ? 1u : 0u, 0});
  if (const auto* expected = std::get_if<ExpectedLine>(&items[0])) {
    const Score rest = naive_best(items.subspan(1), lines.subspan(1));
    if (expected->matches(lines[0])) {
      best = std::max(best, rest + Score{1, 0, 0});
    } else if (right_text(*expected, lines[0])) {
      best = std::max(best, rest + Score{0, 0, 1});
    }
  } else if (const auto* any_order = std::get_if<AnyOrder>(&items[0])) {
    for (std::size_t count = 1; count <= lines.size(); ++count) {
      best = std::max(best, naive_best(items.subspan(1), lines.subspan(count)) +
                                Score{most_met(*any_order, lines.first(count)), 0, 0});
    }
  }
  return best;
}

namespace {

/// Follows the rows through both sides and fails the test where they leave something out, repeat it, or lie.
class RowChecker {
 public:
  RowChecker(std::span<const ExpectedItem> items, std::span<const Line> lines) : items_(items), lines_(lines) {}

  void take(const DiffRow& row) {
    const bool closes = row.kind == DiffRow::Kind::extra && row.pairing != DiffRow::Pairing::none;
    EXPECT_EQ(closes, open_ != DiffRow::Pairing::none) << "a pair is not two rows, one behind the other";
    if (closes) {
      EXPECT_EQ(row.pairing, open_);
    }
    open_ = row.kind == DiffRow::Kind::missing ? row.pairing : DiffRow::Pairing::none;
    if (row.line) {
      EXPECT_EQ(*row.line, next_line_++);
    }
    if (row.item && row.kind != DiffRow::Kind::skipped) take_expected(row);
    if (row.kind == DiffRow::Kind::skipped) {
      EXPECT_TRUE(std::holds_alternative<AnyLines>(items_[*row.item]));
      EXPECT_GE(*row.item, last_item_);
      last_item_ = *row.item;
      ++score_.taken;
    }
    if (row.kind == DiffRow::Kind::extra && row.pairing == DiffRow::Pairing::time_differs && !in_any_order_) {
      ++score_.wrong_times;
    }
  }

  Score finish() {
    EXPECT_EQ(next_line_, lines_.size());
    std::size_t expected = 0;
    for (const ExpectedItem& item : items_) {
      const auto* any_order = std::get_if<AnyOrder>(&item);
      expected += any_order ? any_order->lines.size() : std::holds_alternative<ExpectedLine>(item) ? 1 : 0;
    }
    std::sort(seen_.begin(), seen_.end());
    EXPECT_EQ(std::adjacent_find(seen_.begin(), seen_.end()), seen_.end());
    EXPECT_EQ(seen_.size(), expected);
    return score_;
  }

 private:
  void take_expected(const DiffRow& row) {
    EXPECT_GE(*row.item, last_item_);
    last_item_ = *row.item;
    seen_.emplace_back(*row.item, row.member.value_or(0));
    in_any_order_ = row.member.has_value();
    const ExpectedLine& expected = row.member ? std::get<AnyOrder>(items_[*row.item]).lines[*row.member]
                                              : std::get<ExpectedLine>(items_[*row.item]);
    if (row.kind != DiffRow::Kind::same) return;
    EXPECT_TRUE(expected.matches(lines_[*row.line]));
    ++score_.met;
  }

  std::span<const ExpectedItem> items_;
  std::span<const Line> lines_;
  std::size_t next_line_ = 0;
  std::size_t last_item_ = 0;
  bool in_any_order_ = false;
  DiffRow::Pairing open_ = DiffRow::Pairing::none;
  std::vector<std::pair<std::size_t, std::size_t>> seen_;
  Score score_;
};

}  // namespace

Score score_of(const std::vector<DiffRow>& rows, std::span<const ExpectedItem> items, std::span<const Line> lines) {
  RowChecker checker(items, lines);
  for (const DiffRow& row : rows) checker.take(row);
  return checker.finish();
}

}  // namespace vtime::testing
