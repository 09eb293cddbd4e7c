/// Two ways of running the same program: on a Context, and on a real io_context whose clock is moved by hand.
#pragma once

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

#include "asio/asio_headers.hpp"

namespace vtime::asio::order {

/// A clock that shows what it is told to.
struct ManualClock {
  using duration = std::chrono::nanoseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<ManualClock>;
  static constexpr bool is_steady = true;

  static time_point now() { return shown; }
  static inline time_point shown{};
};

class VirtualBackend {
 public:
  template <typename Executor>
  using Timer = net::basic_waitable_timer<Clock, net::wait_traits<Clock>, Executor>;
  using Context = asio::Context;

  explicit VirtualBackend(int hint) : context_(loop_, hint) {}

  Context& context() { return context_; }
  Duration now() const { return loop_.elapsed(); }
  void stall(Duration by) { loop_.stall(by); }
  template <typename Timer>
  void expire_at(Timer& timer, Duration time) {
    timer.expires_at(start_ + time);
  }
  /// `pending`: when the waits end that have not ended yet.
  void drive(const std::multiset<Duration>& /*pending*/) {
    context_.restart();
    context_.run();
  }

 private:
  EventLoop loop_;
  asio::Context context_;
  TimePoint start_ = loop_.now();
};

/// The reactor looks at its timers whenever it is its turn, as nothing tells it when they are due but the manual clock.
class RealBackend {
 public:
  template <typename Executor>
  using Timer = net::basic_waitable_timer<ManualClock, net::wait_traits<ManualClock>, Executor>;
  using Context = net::io_context;

  explicit RealBackend(int hint) : context_(hint == 1 ? 1 : safe_hint) { ManualClock::shown = {}; }

  Context& context() { return context_; }
  Duration now() const { return ManualClock::shown.time_since_epoch(); }
  void stall(Duration by) { ManualClock::shown += by; }
  template <typename Timer>
  void expire_at(Timer& timer, Duration time) {
    timer.expires_at(ManualClock::time_point(time));
  }
  void drive(const std::multiset<Duration>& pending) {
    for (;;) {
      context_.restart();
      if (context_.poll() > 0) continue;
      if (pending.empty()) return;
      ManualClock::shown = std::max(ManualClock::shown, ManualClock::time_point(*pending.begin()));
    }
  }

 private:
  static constexpr int safe_hint = BOOST_ASIO_CONCURRENCY_HINT_SAFE;

  Context context_;
};

}  // namespace vtime::asio::order
