#pragma once

#include <cstdint>
#include <limits>
#include <utility>

#include "vtime/event_loop.hpp"

namespace vtime::bench {

/// Our loop, through its public interface, with its limits and checks; only the limits are too high to be reached.
class VtimeLoop {
 public:
  using Handle = Timer;

  std::int64_t now() const { return loop_.elapsed().count(); }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    return loop_.schedule_after(Duration(delay), std::move(callable));
  }
  template <typename F>
  void post(F callable) {
    loop_.post(std::move(callable));
  }
  void cancel(const Handle& timer) { timer.cancel(); }
  void run() { loop_.run_until_idle(); }
  void stop() { loop_.stop(); }

 private:
  static constexpr std::uint64_t high = std::numeric_limits<std::int64_t>::max();
  EventLoop loop_{LoopOptions{.limits = {.callbacks = high, .callbacks_per_instant = high}}};
};

}  // namespace vtime::bench
