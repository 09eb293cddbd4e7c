/// The coroutines that wait, and for what.
///
///     loop.run_until_idle();
///     for (const auto& waiting : vtime::waiting_coroutines(loop)) std::puts(to_text(waiting).c_str());
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "vtime/clock.hpp"
#include "vtime/duration.hpp"
#include "vtime/place.hpp"

namespace vtime {

class Scheduler;

struct WaitingCoroutine {
  std::string name;              ///< its label, the name of its function, or the place where it was spawned
  std::string waits_for;         ///< `event 'ready'`, `channel 'jobs': receive`
  std::vector<Place> places;     ///< the await, that of the task that awaits this one, and so on
  Place spawned;                 ///< where it was spawned or run
  Duration since{};              ///< when it began to wait, since the start of the loop
  std::optional<TimePoint> due;  ///< when it goes on by itself: it sleeps
  bool background = false;       ///< spawned so
};

/// In the order of spawning. After run_until_idle() those that are left are stuck, background ones apart.
std::vector<WaitingCoroutine> waiting_coroutines(const Scheduler& scheduler);

/// One line: `'worker 2' waits for event 'ready'; since 5ms at pool.cpp:30, spawned at pool.cpp:12`
std::string to_text(const WaitingCoroutine& waiting);

}  // namespace vtime
