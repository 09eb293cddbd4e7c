#pragma once

#include <cstdint>

namespace vtime::bench {

/// What time it is for libuv, and for all else in this program that reads a monotonic clock.
inline std::uint64_t libuv_milliseconds = 0;

}  // namespace vtime::bench
