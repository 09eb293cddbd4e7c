/// The part of a timer that is the same for all clocks, executors and handlers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/errors.hpp"
#include "vtime/asio/link.hpp"
#include "vtime/asio/operation.hpp"
#include "vtime/clock.hpp"
#include "vtime/timer.hpp"

namespace vtime::asio {

class TimerWait;

/// An expiry time and those who wait for it. Outlives the timer object where a cancellation slot still refers to it.
class TimerCore {
 public:
  /// Expires never: waits last until they are cancelled.
  static constexpr TimePoint never = TimePoint::max();

  explicit TimerCore(Context& context) : context_(context) {
    if (context.mark_ == Context::nowhere) context.mark_ = context.next_number_;
  }
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
  std::uint64_t next_wait() const noexcept { return next_wait_; }
  /// Ends the wait of this number, if it still waits.
  void cancel_wait(std::uint64_t number);
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
  std::optional<Context::AlarmKey> key_;  ///< while armed
  Timer alarm_;                           ///< what the loop knows of it
  Place place_;                           ///< of the wait that armed it
};

/// A wait on a timer, whatever its handler.
class TimerWait : public Operation, public Link<TimerWait> {
 public:
  explicit TimerWait(Place place) noexcept : Operation({}, place) {}

 protected:
  ~TimerWait() = default;
  const error_code& error() const noexcept { return error_; }

 private:
  friend class TimerCore;

  void finish(Context& context, const error_code& error) {
    error_ = error;
    Link<TimerWait>::unlink();
    context.finish(*this);
  }

  std::uint64_t number_ = 0;
  error_code error_;
};

// ---- TimerCore -------------------------------------------------------------------------------------------------

inline std::size_t TimerCore::set_expiry(TimePoint time) {
  const std::size_t cancelled = cancel();
  expiry_ = time;
  return cancelled;
}

inline void TimerCore::wait(TimerWait& wait) {
  wait.number_ = next_wait_++;
  context_.start(wait);
  waits_.push_back(wait);
  if (!key_ && expiry_ != never) arm(wait);
}

inline std::size_t TimerCore::cancel(std::size_t most) {
  std::size_t cancelled = 0;
  for (; cancelled < most && !waits_.empty(); ++cancelled) {
    waits_.front<TimerWait>().finish(context_, net::error::operation_aborted);
  }
  if (waits_.empty()) disarm();
  return cancelled;
}

inline void TimerCore::cancel_wait(std::uint64_t number) {
  TimerWait* found = waits_.find<TimerWait>([=](const TimerWait& wait) { return wait.number_ == number; });
  if (found == nullptr) return;
  found->finish(context_, net::error::operation_aborted);
  if (waits_.empty()) disarm();
}

inline void TimerCore::expire() {
  disarm();
  while (!waits_.empty()) waits_.front<TimerWait>().finish(context_, error_code());
}

inline void TimerCore::block(Place place) {
  if (expiry_ == never) {
    throw Stalled({.message = "the program waits for ever, for a timer that never expires",
                   .help = "give it an expiry, or wait with async_wait",
                   .at = context_.loop().moment().at,
                   .place = place});
  }
  const TimePoint now = context_.now();
  if (expiry_ > now) context_.loop().stall(expiry_ - now);
}

inline void TimerCore::arm(const Operation& first) {
  place_ = first.place();
  key_ = Context::AlarmKey{expiry_, context_.next_alarm_++};
  context_.alarms_.emplace(*key_, this);
  context_.set_alarm(*this);
}

inline void TimerCore::disarm() noexcept {
  if (!key_) return;
  context_.alarms_.erase(*key_);
  key_.reset();
  alarm_.cancel();
}

}  // namespace vtime::asio
