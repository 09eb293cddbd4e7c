#include "transcript/align.hpp"

#include "transcript/optimal_alignment.hpp"

namespace vtime {

namespace {

bool meets(const ExpectedItem& item, const Line& line) {
  const auto* expected = std::get_if<ExpectedLine>(&item);
  return expected && expected->matches(line);
}

}  // namespace

std::vector<DiffRow> align(std::span<const ExpectedItem> items, std::span<const Line> lines) {
  const Comparison comparison{items, lines};
  Block block{0, items.size(), 0, lines.size()};
  std::vector<DiffRow> rows;
  while (block.items() > 0 && block.lines() > 0 && meets(items[block.item], lines[block.line])) {
    rows.push_back(same_row(block.item++, block.line++));
  }
  optimal_alignment(comparison, block, rows);
  return rows;
}

}  // namespace vtime
