/// How deep lists and maps may nest: everything that walks a value may recurse that deep.
#pragma once

#include <cstdint>

#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

constexpr std::uint32_t deepest_nesting = 1000;

/// The depth of a list or map of depth `depth` once it holds `item`; throws a Fault when that is too deep.
std::uint32_t depth_with(std::uint32_t depth, const Value& item);

}  // namespace vtime::scenario
