/// Blocks that nothing can interrupt.
#pragma once

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// What Block::runs_through of `block` is to be; its inner blocks have theirs already.
bool runs_through(const Block& block);

}  // namespace vtime::scenario
