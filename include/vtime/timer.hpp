/// Handles of scheduled callbacks.
///
///     vtime::Timer timeout = loop.schedule_after(5s, give_up);
///     if (timeout.cancel()) { ... }  // it will not be called any more
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "vtime/clock.hpp"

namespace vtime {

class Scheduler;

/// How a scheduler numbers its timers; no number is given twice.
struct TimerId {
  std::uint64_t number = 0;
  std::uint32_t slot = 0;
  friend bool operator==(const TimerId&, const TimerId&) = default;
};

/// Tells handles whether their scheduler still lives. Counted without atomics: handles stay on the thread of their
/// scheduler.
class SchedulerLife {
 public:
  SchedulerLife() noexcept = default;
  explicit SchedulerLife(Scheduler& scheduler) : shared_(new Shared{&scheduler, 1}) {}
  SchedulerLife(const SchedulerLife& other) noexcept : shared_(other.shared_) {
    if (shared_ == nullptr) return;
    if (shared_->references == 0) __builtin_unreachable();  // so that a copy that is dropped at once costs nothing
    ++shared_->references;
  }
  SchedulerLife(SchedulerLife&& other) noexcept : shared_(std::exchange(other.shared_, nullptr)) {}
  SchedulerLife& operator=(SchedulerLife other) noexcept {
    std::swap(shared_, other.shared_);
    return *this;
  }
  ~SchedulerLife() {
    if (shared_ != nullptr && --shared_->references == 0) delete shared_;
  }

  Scheduler* scheduler() const noexcept { return shared_ == nullptr ? nullptr : shared_->scheduler; }
  void end() noexcept { shared_->scheduler = nullptr; }

 private:
  struct Shared {
    Scheduler* scheduler;
    std::uint64_t references;
  };
  Shared* shared_ = nullptr;
};

/// A small copyable handle of one scheduled callback, or of all beats of a repeated one. All its functions may be
/// called at any time, also after the callback ran and after the scheduler is gone.
class Timer {
 public:
  /// Refers to nothing.
  Timer() noexcept = default;
  Timer(SchedulerLife life, TimerId id) noexcept : life_(std::move(life)), id_(id) {}

  /// True if this prevented a call: the callback was still to come.
  bool cancel() const;
  /// Whether the callback is still to come.
  bool pending() const;
  /// When the callback is due; nothing if it is not pending.
  std::optional<TimePoint> deadline() const;

  TimerId id() const noexcept { return id_; }

 private:
  SchedulerLife life_;
  TimerId id_;
};

/// Cancels its timer when it leaves scope.
class ScopedTimer {
 public:
  ScopedTimer() noexcept = default;
  ScopedTimer(Timer timer) noexcept : timer_(std::move(timer)) {}  // NOLINT: made from what schedule_after returns
  ScopedTimer(ScopedTimer&& other) noexcept : timer_(other.release()) {}
  ScopedTimer& operator=(ScopedTimer&& other) noexcept {
    if (this != &other) {
      timer_.cancel();
      timer_ = other.release();
    }
    return *this;
  }
  ~ScopedTimer() { timer_.cancel(); }

  bool cancel() const { return timer_.cancel(); }
  bool pending() const { return timer_.pending(); }
  std::optional<TimePoint> deadline() const { return timer_.deadline(); }
  /// Gives the timer away: it will not be cancelled here any more.
  Timer release() noexcept { return std::exchange(timer_, Timer()); }

 private:
  Timer timer_;
};

}  // namespace vtime
