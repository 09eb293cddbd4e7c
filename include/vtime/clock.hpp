/// The virtual steady clock, as a std::chrono clock.
///
///     vtime::EventLoop loop;
///     auto begin = vtime::Clock::now();  // reads the loop that is current on this thread
#pragma once

#include <chrono>

#include "vtime/duration.hpp"

namespace vtime {

/// Code templated on a clock takes this one in place of std::chrono::steady_clock.
struct Clock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<Clock>;
  static constexpr bool is_steady = true;

  /// The time of the thread's current loop: of those that live on it, the one made last. Throws NoCurrentLoop where
  /// there is none.
  static time_point now();
};

/// A point of virtual time.
using TimePoint = Clock::time_point;

}  // namespace vtime
