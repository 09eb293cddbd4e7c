/// Places where an expected line and a line surely belong together.
#pragma once

#include <cstddef>
#include <vector>

#include "transcript/block.hpp"

namespace vtime {

struct Anchor {
  std::size_t item = 0;
  std::size_t line = 0;
};

/// Expected texts that occur once in the block, expected and seen, at a time that fits; of those that cross each other
/// as many as can be kept. In the order of both sides. Takes n log n.
std::vector<Anchor> find_anchors(const Comparison& comparison, const Block& block);

}  // namespace vtime
