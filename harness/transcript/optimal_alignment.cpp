#include "transcript/optimal_alignment.hpp"

#include <algorithm>
#include <map>

#include "transcript/any_order_alignment.hpp"

namespace vtime {

namespace {

/// What an alignment is worth: lines met above lines taken by `...` above right texts at wrong times, in one number.
/// The fields can't overflow: the budget keeps blocks below 2^24 lines, and below 2^16 on their shorter side.
using Worth = std::uint64_t;
constexpr Worth wrong_time_worth = 1;
constexpr Worth taken_worth = Worth{1} << 16;
constexpr Worth met_worth = Worth{1} << 40;

constexpr std::uint64_t predicate_cost = 30;  // a regular expression, in comparisons of texts

/// What the best alignment does first with an item and a line. In the order of preference among equals.
enum class Move : std::uint8_t { match, wrong_time, stretch, take, miss, skip };

class Table {
 public:
  Table(const Comparison& comparison, const Block& block)
      : comparison_(comparison),
        block_(block),
        lines_(comparison.lines.subspan(block.line, block.lines())),
        columns_(block.lines() + 1),
        moves_((block.items() + 1) * columns_, Move::skip),
        below_(columns_, 0),
        row_(columns_, 0) {}

  void fill();
  void append_rows(std::vector<DiffRow>& rows);

 private:
  void fill_line(std::size_t item, const ExpectedLine& expected);
  void fill_any_lines(std::size_t item);
  void fill_any_order(std::size_t item, const AnyOrder& any_order);
  void consider(Worth worth, Move candidate, std::size_t item, std::size_t line);
  const ExpectedItem& expected(std::size_t item) const { return comparison_.items[block_.item + item]; }
  Move& move(std::size_t item, std::size_t line) { return moves_[item * columns_ + line]; }

  const Comparison& comparison_;
  Block block_;
  std::span<const Line> lines_;
  std::size_t columns_;
  std::vector<Move> moves_;
  std::vector<Worth> below_;  ///< of the items behind the one being filled, by line
  std::vector<Worth> row_;
  std::map<std::size_t, AnyOrderAlignment> any_orders_;           ///< by item
  std::map<std::size_t, std::vector<std::size_t>> stretch_ends_;  ///< by item, then by line
};

void Table::fill() {
  for (std::size_t item = block_.items(); item-- > 0;) {
    row_.back() = below_.back();
    move(item, lines_.size()) = Move::miss;
    const ExpectedItem& expected_item = expected(item);
    if (const auto* line = std::get_if<ExpectedLine>(&expected_item)) {
      fill_line(item, *line);
    } else if (const auto* any_order = std::get_if<AnyOrder>(&expected_item)) {
      fill_any_order(item, *any_order);
    } else {
      fill_any_lines(item);
    }
    below_.swap(row_);
  }
}

void Table::consider(Worth worth, Move candidate, std::size_t item, std::size_t line) {
  Move& chosen = move(item, line);
  if (worth > row_[line] || (worth == row_[line] && candidate < chosen)) {
    row_[line] = worth;
    chosen = candidate;
  }
}

void Table::fill_line(std::size_t item, const ExpectedLine& expected) {
  for (std::size_t line = lines_.size(); line-- > 0;) {
    row_[line] = row_[line + 1];
    move(item, line) = Move::skip;
    consider(below_[line], Move::miss, item, line);
    const Line& actual = lines_[line];
    if (actual.kind != expected.kind || !expected.pattern.matches(actual.text)) continue;
    if (!expected.time || expected.time->contains(actual.at)) {
      consider(below_[line + 1] + met_worth, Move::match, item, line);
    } else {
      consider(below_[line + 1] + wrong_time_worth, Move::wrong_time, item, line);
    }
  }
}

void Table::fill_any_lines(std::size_t item) {
  for (std::size_t line = lines_.size(); line-- > 0;) {
    row_[line] = row_[line + 1] + taken_worth;
    move(item, line) = Move::take;
    consider(below_[line], Move::miss, item, line);
  }
}

void Table::fill_any_order(std::size_t item, const AnyOrder& any_order) {
  AnyOrderAlignment& alignment = any_orders_.try_emplace(item, any_order, lines_).first->second;
  std::vector<std::size_t>& ends = stretch_ends_[item];
  ends.resize(lines_.size());
  for (std::size_t line = lines_.size(); line-- > 0;) {
    row_[line] = row_[line + 1];
    move(item, line) = Move::skip;
    consider(below_[line], Move::miss, item, line);
    alignment.stretches_from(line, [&](std::size_t end, std::size_t count) {
      const Worth worth = below_[end] + count * met_worth;
      if (worth > row_[line] || move(item, line) != Move::stretch) {
        consider(worth, Move::stretch, item, line);
        if (move(item, line) == Move::stretch) ends[line] = end;
      }
    });
  }
}

void Table::append_rows(std::vector<DiffRow>& rows) {
  std::size_t item = 0;
  std::size_t line = 0;
  while (item < block_.items() || line < lines_.size()) {
    const std::size_t row_item = block_.item + item;
    const std::size_t row_line = block_.line + line;
    switch (item < block_.items() ? move(item, line) : Move::skip) {
      case Move::match:
        rows.push_back(same_row(row_item, row_line));
        ++item, ++line;
        break;
      case Move::wrong_time:
        rows.push_back({DiffRow::Kind::missing, row_item, {}, {}, DiffRow::Pairing::time_differs});
        rows.push_back({DiffRow::Kind::extra, {}, {}, row_line, DiffRow::Pairing::time_differs});
        ++item, ++line;
        break;
      case Move::stretch: {
        const std::size_t end = stretch_ends_[item][line];
        any_orders_.at(item).append_rows(row_item, line, end, block_.line, rows);
        ++item, line = end;
        break;
      }
      case Move::take:
        rows.push_back({DiffRow::Kind::skipped, row_item, {}, row_line});
        ++line;
        break;
      case Move::miss:
        append_missing(rows, comparison_.items[row_item], row_item);
        ++item;
        break;
      case Move::skip:
        rows.push_back(extra_row(row_line));
        ++line;
        break;
    }
  }
}

}  // namespace

std::uint64_t alignment_cost(const Comparison& comparison, const Block& block) {
  std::uint64_t cost = 0;
  for (const ExpectedItem& item : comparison.items.subspan(block.item, block.items())) {
    if (const auto* line = std::get_if<ExpectedLine>(&item)) {
      cost += block.lines() * (line->pattern.predicate ? predicate_cost : 1);
    } else if (const auto* any_order = std::get_if<AnyOrder>(&item)) {
      cost += AnyOrderAlignment::cost(*any_order, block.lines()) + any_order->lines.size();
    } else {
      cost += block.lines();
    }
  }
  return cost;
}

void optimal_alignment(const Comparison& comparison, const Block& block, std::vector<DiffRow>& rows) {
  Table table(comparison, block);
  table.fill();
  table.append_rows(rows);
}

}  // namespace vtime
