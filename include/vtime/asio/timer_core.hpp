/// The part of a timer that is the same for all clocks, executors and handlers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/link.hpp"
#include "vtime/asio/operation.hpp"
#include "vtime/clock.hpp"
#include "vtime/timer.hpp"

namespace vtime::asio {

class Context;
class TimerWait;

/// When a timer expires, and which comes first among equals.
using AlarmKey = std::pair<TimePoint, std::uint64_t>;

/// An expiry time and those who wait for it. Outlives the timer object where a cancellation slot still refers to it.
class TimerCore {
 public:
  /// Expires never: waits last until they are cancelled.
  static constexpr TimePoint never = TimePoint::max();

  explicit TimerCore(Context& context);
  TimerCore(const TimerCore&) = delete;
  TimerCore& operator=(const TimerCore&) = delete;
  ~TimerCore() { disarm(); }

  Context& context() const noexcept { return context_; }
  TimePoint expiry() const noexcept { return expiry_; }
  /// Ends all waits with operation_aborted; how many there were.
  std::size_t set_expiry(TimePoint time);

  void wait(TimerWait& wait);
  /// Ends up to `most` waits with operation_aborted, the first ones first; how many.
  std::size_t cancel(std::size_t most = std::numeric_limits<std::size_t>::max());
  /// The number that the next wait will have.
  std::uint64_t next_operation() const noexcept { return next_wait_; }
  /// Ends the wait of this number, if it still waits.
  void cancel_operation(std::uint64_t number);
  /// Ends all waits with success: their time has come.
  void expire();
  /// Moves the clock to the expiry with nothing run.
  void block(Place place);

 private:
  friend class Context;
  friend class TimerWait;

  void arm(const Operation& first);
  void disarm() noexcept;

  Context& context_;
  TimePoint expiry_{};
  LinkedList<TimerWait> waits_;
  std::uint64_t next_wait_ = 0;
  std::optional<AlarmKey> key_;  ///< while armed
  Timer alarm_;                  ///< what the loop knows of it
  Place place_;                  ///< of the wait that armed it
};

/// A wait on a timer: its handler gets an error code.
class TimerWait : public Operation, public Link<TimerWait> {
 public:
  explicit TimerWait(Place place) noexcept : Operation({}, place) {}

 protected:
  ~TimerWait() = default;
  std::tuple<error_code> results() const { return {error_}; }

 private:
  friend class TimerCore;

  void finish(Context& context, const error_code& error);

  std::uint64_t number_ = 0;
  error_code error_;
};

}  // namespace vtime::asio

#include "vtime/asio/context.hpp"  // IWYU pragma: keep
