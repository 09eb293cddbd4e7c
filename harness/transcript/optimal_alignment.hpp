/// The best alignment of a block, by dynamic programming.
#pragma once

#include <cstdint>
#include <vector>

#include "transcript/block.hpp"

namespace vtime {

/// How much work optimal_alignment(block) is, in comparisons of two texts.
std::uint64_t alignment_cost(const Comparison& comparison, const Block& block);

/// Appends the rows of the best alignment of `block`, as align() describes it, to `rows`. Takes a byte of memory for
/// each pair of an item and a line.
void optimal_alignment(const Comparison& comparison, const Block& block, std::vector<DiffRow>& rows);

}  // namespace vtime
