/// Coroutines that let time pass.
///
///     vtime::Task<void> poll(Server& server) {
///       while (!server.is_ready()) co_await vtime::sleep_for(50ms);
///     }
#pragma once

#include <string>
#include <variant>

#include "vtime/clock.hpp"
#include "vtime/duration.hpp"
#include "vtime/place.hpp"
#include "vtime/task/operation.hpp"
#include "vtime/task/wait.hpp"
#include "vtime/timer.hpp"

namespace vtime {
namespace task {

class SleepWait final : public Wait {
 public:
  SleepWait(Duration delay, const Place& place) noexcept : Wait(place), end_(delay) {}
  SleepWait(TimePoint end, const Place& place) noexcept : Wait(place), end_(end) {}

  void await_resume() { check(); }
  std::string what() const override;
  std::optional<TimePoint> due() const override { return timer_.deadline(); }

 private:
  void enter() override;
  bool leave() noexcept override { return timer_.cancel(); }

  std::variant<Duration, TimePoint> end_;
  ScopedTimer timer_;
};

class YieldWait final : public Wait {
 public:
  using Wait::Wait;

  void await_resume() { check(); }
  std::string what() const override;

 private:
  void enter() override { fulfilled(); }
  bool leave() noexcept override { return true; }
};

}  // namespace task

/// `co_await sleep_for(delay)` goes on `delay` later. Throws at the await: InvalidArgument if `delay` is negative,
/// TimeOverflow beyond the clock's range, Cancelled.
inline auto sleep_for(Duration delay, const Place& place = Place::here()) {
  return task::Operation<task::SleepWait, Duration, Place>(delay, place);
}

/// `co_await sleep_until(end)` goes on at `end`. Throws at the await: PastDeadline if that has passed, Cancelled.
inline auto sleep_until(TimePoint end, const Place& place = Place::here()) {
  return task::Operation<task::SleepWait, TimePoint, Place>(end, place);
}

/// `co_await yield()` goes on at the same time, behind what is due already. Throws Cancelled.
inline auto yield(const Place& place = Place::here()) { return task::Operation<task::YieldWait, Place>(place); }

}  // namespace vtime
