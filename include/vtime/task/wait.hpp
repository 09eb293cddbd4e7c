/// One await that waits: the base of all awaiters.
#pragma once

#include <concepts>
#include <coroutine>
#include <exception>
#include <optional>
#include <string>

#include "vtime/clock.hpp"
#include "vtime/duration.hpp"
#include "vtime/place.hpp"
#include "vtime/task/frame.hpp"

namespace vtime::task {

/// It lies in the frame of the coroutine that waits, and begins when that is suspended. Every await, also one for what
/// is there already, goes on in a later callback of the loop.
///
/// Invariant: between enter() and fulfilled() or a successful leave(), and no longer, someone knows of the wait: a
/// timer, a list, a group of fibers.
class Wait {
 public:
  explicit Wait(const Place& place) noexcept : place_(place) {}
  Wait(const Wait&) = delete;
  Wait& operator=(const Wait&) = delete;

  bool await_ready() const noexcept { return false; }
  template <std::derived_from<PromiseBase> Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    begin(handle.promise());
  }

  const Place& place() const noexcept { return place_; }
  /// The time since the start of the loop when it began.
  Duration since() const noexcept { return since_; }
  /// What is waited for, as reports say it: `event 'ready'`.
  virtual std::string what() const = 0;
  /// When it will be over, if that is known.
  virtual std::optional<TimePoint> due() const { return {}; }

 protected:
  ~Wait() = default;

  /// Begins to wait. What it throws is thrown at the await.
  virtual void enter() = 0;
  /// The fiber is cancelled: stops waiting. False if it can't just go: it has told others to end and waits for them.
  virtual bool leave() noexcept = 0;

  /// What is waited for has come: the coroutine goes on, in a callback of its own.
  void fulfilled();
  /// The same in a callback of the loop that does nothing else.
  void fulfilled_now();
  /// For await_resume: throws Cancelled, or what enter() threw.
  void check();
  bool is_cancelled() const noexcept { return cancelled_; }
  Fiber& fiber() const noexcept { return *fiber_; }

 private:
  friend class Fiber;
  void begin(PromiseBase& promise);

  Place place_;
  bool cancelled_ = false;
  Duration since_{};
  Fiber* fiber_ = nullptr;
  std::exception_ptr error_;
};

}  // namespace vtime::task
