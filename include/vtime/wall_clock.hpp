/// The virtual wall clock, as a std::chrono clock.
///
///     vtime::EventLoop loop({.epoch = vtime::WallTime(24h)});
///     loop.shift_wall(1h);  // somebody sets the clock
///     auto time = vtime::WallClock::now();  // 1970-01-02T01:00:00Z
#pragma once

#include <chrono>

#include "vtime/duration.hpp"

namespace vtime {

/// Code templated on a clock takes this one in place of std::chrono::system_clock. It counts from 1970-01-01T00:00:00Z,
/// and it can be stepped (EventLoop::set_wall, shift_wall) without touching a timer.
struct WallClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<WallClock>;
  static constexpr bool is_steady = false;

  /// The wall time of the thread's current loop. Throws NoCurrentLoop where there is none.
  static time_point now();
};

/// A point of wall time.
using WallTime = WallClock::time_point;

}  // namespace vtime
