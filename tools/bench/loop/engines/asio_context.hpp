#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "loop/engines/pool.hpp"

namespace vtime::bench {

/// The clock of an io_context in virtual time.
struct VirtualClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<VirtualClock>;
  static constexpr bool is_steady = true;
  static constexpr duration unknown = duration::max();

  /// Tells Asio to wait for nothing, and keeps in mind how long it would have waited.
  struct WaitTraits {
    static duration to_wait_duration(const duration& wait) {
      asked = wait;
      return duration::zero();
    }
    static duration to_wait_duration(const time_point& deadline) { return to_wait_duration(deadline - now()); }
  };

  static time_point now() { return current; }

  static inline time_point current{};
  static inline duration asked = unknown;  ///< until the next deadline, when that was asked for last
};

/// Boost.Asio as its users have it: an io_context with timers on a clock of their own, polled, the clock being advanced
/// whenever nothing is left to do.
class AsioContext {
  using Timer = boost::asio::basic_waitable_timer<VirtualClock, VirtualClock::WaitTraits>;

 public:
  using Handle = Timer*;

  AsioContext() {
    VirtualClock::current = {};
    VirtualClock::asked = VirtualClock::unknown;
  }

  std::int64_t now() const { return VirtualClock::current.time_since_epoch().count(); }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    Timer* const timer = timers_.take(context_);
    timer->expires_after(std::chrono::nanoseconds(delay));
    timer->async_wait([this, timer, callable](const boost::system::error_code& error) {
      if (!error) callable();
      timers_.give_back(timer);
    });
    return timer;
  }
  template <typename F>
  void post(F callable) {
    boost::asio::post(context_, callable);
  }
  void cancel(Handle timer) { timer->cancel(); }
  void run() {
    for (context_.restart();;) {
      const std::size_t done = context_.poll();
      if (context_.stopped()) return;
      if (done != 0 || VirtualClock::asked == VirtualClock::unknown) continue;
      VirtualClock::current += VirtualClock::asked;
      VirtualClock::asked = VirtualClock::unknown;
    }
  }
  void stop() { context_.stop(); }

 private:
  boost::asio::io_context context_{1};
  Pool<Timer> timers_;
};

}  // namespace vtime::bench
