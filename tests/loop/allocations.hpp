/// Counts what operator new does, which it replaces in the program that it is linked into.
#pragma once

#include <cstddef>

namespace vtime::test {

/// How often this thread has allocated.
std::size_t allocations() noexcept;

}  // namespace vtime::test
