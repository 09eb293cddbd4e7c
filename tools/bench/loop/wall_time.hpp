#pragma once

#include <ctime>

namespace vtime::bench {

/// Nanoseconds that have passed since some moment, by a clock that is none of those which engines are made to believe
/// in.
inline double wall_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC_RAW, &time);
  return static_cast<double>(time.tv_sec) * 1e9 + static_cast<double>(time.tv_nsec);
}

}  // namespace vtime::bench
