/// When a run is taken for endless.
///
///     vtime::EventLoop loop({.limits = {.callbacks = 1000, .virtual_time = 24h}});
///     loop.run_until_idle();  // throws RunawayError at the 1001st callback
#pragma once

#include <cstdint>
#include <optional>

#include "vtime/duration.hpp"

namespace vtime {

/// What exceeds one of these is stopped with a RunawayError that names the callbacks that never end. One call that
/// drives the loop is one run; consecutive step() calls together are one run.
struct Limits {
  std::uint64_t callbacks = 10'000'000;             ///< timers, posts and microtasks of one run
  std::uint64_t callbacks_per_instant = 1'000'000;  ///< of one run while the clock stands still
  std::optional<Duration> virtual_time = {};        ///< how far from its start the clock may go
};

}  // namespace vtime
