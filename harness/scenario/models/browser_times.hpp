/// How a browser counts time: the delays of timers, and frames.
#pragma once

#include <algorithm>
#include <cstdint>

#include "vtime/duration.hpp"

namespace vtime::scenario {

/// Truncated to an integer, wrapped to signed 32 bits, and only then, if negative, 0.
inline Duration timeout_of(Duration delay) {
  constexpr Duration millisecond = std::chrono::milliseconds(1);
  const auto wrapped = static_cast<std::int32_t>(static_cast<std::uint32_t>(delay / millisecond));
  return std::max(wrapped, 0) * millisecond;
}

/// The first frame after `time`: frames are at floor(k / 60 s).
inline Duration frame_after(Duration time) {
  const auto frame = [](std::int64_t k) { return Duration(k / 60 * 1'000'000'000 + k % 60 * 1'000'000'000 / 60); };
  const std::int64_t seconds = time.count() / 1'000'000'000;
  std::int64_t k = seconds * 60 + (time.count() % 1'000'000'000) * 60 / 1'000'000'000;
  while (frame(k) <= time) ++k;
  return frame(k);
}

}  // namespace vtime::scenario
