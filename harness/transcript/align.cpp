#include "transcript/align.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "transcript/anchors.hpp"
#include "transcript/optimal_alignment.hpp"

namespace vtime {

namespace {

// Costs are in comparisons of two texts. A transcript of some hundred lines is aligned at once, however little both
// sides have in common. From there on the work is to grow with the lines, not with the pairs of them.
constexpr std::uint64_t block_cost = 1'000'000;      // what one block may take
constexpr std::uint64_t cost_of_row = 64;            // what blocks may take together, for each item and line
constexpr std::size_t most_lines = (1U << 24U) - 1;  // of a block: what an optimal alignment can count
constexpr std::uint64_t piece_cost = 20'000;         // what a piece may take where nothing tells where to split
constexpr std::size_t largest_piece = 128;           // in items and in lines
constexpr std::uint64_t utmost_cost_of_row = 1'000;  // with that for each item and line nothing is compared any more
constexpr int deepest = 8;                           // levels of anchors within anchors

bool meets(const ExpectedItem& item, const Line& line) {
  const auto* expected = std::get_if<ExpectedLine>(&item);
  return expected && expected->matches(line);
}

/// The lines that nothing in a block can take, whatever stands where.
class Strangers {
 public:
  Strangers(const Comparison& comparison, const Block& block) {
    for (const ExpectedItem& item : comparison.items.subspan(block.item, block.items())) {
      if (const auto* any_order = std::get_if<AnyOrder>(&item)) {
        for (const ExpectedLine& member : any_order->lines) note(member);
      } else if (const auto* line = std::get_if<ExpectedLine>(&item)) {
        note(*line);
      } else {
        takes_all_ = true;
      }
    }
  }

  bool contain(const Line& line) const { return !takes_all_ && !texts_.contains(line.text); }

 private:
  void note(const ExpectedLine& line) {
    if (line.pattern.predicate) takes_all_ = true;
    texts_.insert(line.pattern.text);
  }

  std::unordered_set<std::string_view> texts_;  // never iterated
  bool takes_all_ = false;                      ///< there is a `...` or a predicate
};

class Aligner {
 public:
  explicit Aligner(const Comparison& comparison) : comparison_(comparison) {
    alignment_.rows.reserve(rows_to_compare());
  }

  void align(Block block, int depth);
  Alignment take() { return std::move(alignment_); }

 private:
  bool affordable(const Block& block) const;
  void solve(const Block& block);
  bool split(const Block& block, int depth);
  void align_in_pieces(Block block);
  Block next_piece(const Block& block) const;
  Block piece_of(const Block& block, std::size_t size) const;
  void keep_first_half(const Block& piece, const std::vector<DiffRow>& rows, Block& block);
  void give_up(const Block& block);
  void match_beginning(Block& block);
  bool skip_strangers(const Strangers& strangers, Block& block);
  std::uint64_t rows_to_compare() const { return comparison_.items.size() + comparison_.lines.size(); }
  void push(const DiffRow& row) { alignment_.rows.push_back(row); }

  const Comparison& comparison_;
  Alignment alignment_;
};

/// An expected line that meets the line at hand may always do so: no alignment gets worse by it. The same holds at the
/// end.
void Aligner::align(Block block, int depth) {
  match_beginning(block);
  std::size_t same_at_end = 0;
  while (block.items() > 0 && block.lines() > 0 &&
         meets(comparison_.items[block.items_end - 1], comparison_.lines[block.lines_end - 1])) {
    --block.items_end, --block.lines_end, ++same_at_end;
  }
  if (affordable(block)) {
    solve(block);
  } else if (depth == deepest || !split(block, depth)) {
    align_in_pieces(block);
  }
  for (std::size_t i = 0; i < same_at_end; ++i) push(same_row(block.items_end + i, block.lines_end + i));
}

void Aligner::match_beginning(Block& block) {
  while (block.items() > 0 && block.lines() > 0 &&
         meets(comparison_.items[block.item], comparison_.lines[block.line])) {
    push(same_row(block.item++, block.line++));
  }
}

/// One whose items or lines are few always is. Any other may take a quarter of what is left, so that later ones are not
/// starved by the first.
bool Aligner::affordable(const Block& block) const {
  const std::uint64_t cost = alignment_cost(comparison_, block);
  if (block.lines() > most_lines) return false;
  if (cost <= cost_of_row * (block.items() + block.lines())) return true;
  const std::uint64_t whole_cost = 4 * block_cost + cost_of_row * rows_to_compare();
  const std::uint64_t left = whole_cost > alignment_.work ? whole_cost - alignment_.work : 0;
  return cost <= std::min(block_cost, left / 4);
}

void Aligner::solve(const Block& block) {
  alignment_.work += alignment_cost(comparison_, block);
  optimal_alignment(comparison_, block, alignment_.rows);
}

bool Aligner::split(const Block& block, int depth) {
  alignment_.work += block.items() + block.lines();
  const std::vector<Anchor> anchors = find_anchors(comparison_, block);
  Block part = block;
  for (const Anchor& anchor : anchors) {
    part.items_end = anchor.item;
    part.lines_end = anchor.line;
    align(part, depth + 1);
    push(same_row(anchor.item, anchor.line));
    part.item = anchor.item + 1;
    part.line = anchor.line + 1;
  }
  part.items_end = block.items_end;
  part.lines_end = block.lines_end;
  if (!anchors.empty()) align(part, depth + 1);
  return !anchors.empty();
}

/// Nothing tells where both sides meet again: aligns a piece of both, keeps the first half of that, and goes on behind.
/// Strangers that fill a piece would make it seem to miss all of its items.
void Aligner::align_in_pieces(Block block) {
  const std::uint64_t utmost_cost = 4 * block_cost + utmost_cost_of_row * rows_to_compare();
  const Strangers strangers(comparison_, block);
  while (block.items() > 0 && block.lines() > 0 && alignment_.work < utmost_cost) {
    match_beginning(block);
    if (skip_strangers(strangers, block)) continue;
    const Block next = next_piece(block);
    alignment_.work += alignment_cost(comparison_, next);
    std::vector<DiffRow> rows;
    optimal_alignment(comparison_, next, rows);
    keep_first_half(next, rows, block);
  }
  give_up(block);
}

bool Aligner::skip_strangers(const Strangers& strangers, Block& block) {
  const std::size_t first = block.line;
  while (block.lines() > 0 && strangers.contain(comparison_.lines[block.line])) push(extra_row(block.line++));
  return block.line > first;
}

Block Aligner::next_piece(const Block& block) const {
  std::size_t size = largest_piece;
  while (size > 1 && alignment_cost(comparison_, piece_of(block, size)) > piece_cost) size /= 2;
  return piece_of(block, size);
}

/// The first `size` items, and as many lines, but room for all lines of an `any_order` among the items.
Block Aligner::piece_of(const Block& block, std::size_t size) const {
  Block piece = block;
  std::size_t lines = size;
  piece.items_end = block.item + std::min(block.items(), size);
  for (const ExpectedItem& item : comparison_.items.subspan(piece.item, piece.items())) {
    if (const auto* any_order = std::get_if<AnyOrder>(&item)) lines += 2 * any_order->lines.size();
  }
  piece.lines_end = block.line + std::min(block.lines(), lines);
  return piece;
}

/// Takes over rows until half of either side is used up, but never a part of an `any_order` or of a pair.
void Aligner::keep_first_half(const Block& piece, const std::vector<DiffRow>& rows, Block& block) {
  const bool last = piece.items_end == block.items_end && piece.lines_end == block.lines_end;
  const std::size_t half_items = piece.item + piece.items() / 2;
  const std::size_t half_lines = piece.line + piece.lines() / 2;
  std::size_t members_left = 0;
  bool pair_open = false;
  for (const DiffRow& row : rows) {
    const bool may_end = !last && members_left == 0 && !pair_open;
    if (may_end && (block.item > half_items || block.line > half_lines)) return;
    push(row);
    pair_open = row.kind == DiffRow::Kind::missing && row.pairing != DiffRow::Pairing::none;
    if (row.line) block.line = *row.line + 1;
    if (!row.item) continue;
    if (row.member && members_left == 0) {
      members_left = std::get<AnyOrder>(comparison_.items[*row.item]).lines.size();
    }
    if (row.member) --members_left;
    block.item = row.kind == DiffRow::Kind::skipped ? *row.item : *row.item + 1;
  }
  if (last) block.item = block.items_end;
}

/// What is left of either side, unaligned; a `...` takes the lines.
void Aligner::give_up(const Block& block) {
  std::optional<std::size_t> any_lines;
  for (std::size_t item = block.item; item < block.items_end; ++item) {
    append_missing(alignment_.rows, comparison_.items[item], item);
    if (std::holds_alternative<AnyLines>(comparison_.items[item])) any_lines = item;
  }
  for (std::size_t line = block.line; line < block.lines_end; ++line) {
    push(any_lines ? DiffRow{DiffRow::Kind::skipped, any_lines, {}, line} : extra_row(line));
  }
}

}  // namespace

Alignment align(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  const Comparison comparison{items, lines};
  Aligner aligner(comparison);
  aligner.align({0, items.size(), 0, lines.size()}, 0);
  return aligner.take();
}

}  // namespace vtime
