/// How a TimerCore does what it does. Included by context.hpp.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vtime/asio/context.hpp"
#include "vtime/asio/errors.hpp"
#include "vtime/asio/timer_core.hpp"

namespace vtime::asio {

inline TimerCore::TimerCore(Context& context) : context_(context) {
  // From the first timer on, a reactor takes its turns among the handlers.
  if (context.mark_ == Context::nowhere) context.mark_ = context.next_number_;
}

inline void TimerWait::finish(Context& context, const error_code& error) {
  error_ = error;
  Link<TimerWait>::unlink();
  context.finish(*this);
}

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

inline void TimerCore::cancel_operation(std::uint64_t number) {
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
  key_ = AlarmKey{expiry_, context_.next_alarm_++};
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
