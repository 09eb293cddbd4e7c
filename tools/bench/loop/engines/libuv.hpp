#pragma once

#include <uv.h>

#include <cstdint>

#include "loop/engines/callable_slot.hpp"
#include "loop/engines/libuv_clock.hpp"
#include "loop/engines/pool.hpp"

namespace vtime::bench {

/// libuv's timers. It knows whole milliseconds only, and asks the system for the time: it is made to believe that a
/// microsecond is a millisecond, which loses nothing of deadlines in microseconds. Whenever nothing is left to do the
/// clock advances by what libuv would wait for.
class Libuv {
  struct Node {
    explicit Node(Libuv& libuv) : owner(&libuv) {
      uv_timer_init(&libuv.loop_, &timer);
      timer.data = this;
    }
    uv_timer_t timer{};
    CallableSlot callable;
    Libuv* owner;
  };

 public:
  using Handle = Node*;

  Libuv() {
    libuv_milliseconds = 0;
    uv_loop_init(&loop_);
  }
  Libuv(const Libuv&) = delete;
  Libuv& operator=(const Libuv&) = delete;
  ~Libuv() {
    for (Node& node : timers_.nodes()) uv_close(reinterpret_cast<uv_handle_t*>(&node.timer), nullptr);
    uv_run(&loop_, UV_RUN_NOWAIT);
    uv_loop_close(&loop_);
  }

  std::int64_t now() const { return static_cast<std::int64_t>(uv_now(&loop_)) * nanoseconds; }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    Node* const node = timers_.take(*this);
    node->callable.set(callable);
    uv_timer_start(&node->timer, &Libuv::fired, static_cast<std::uint64_t>(delay / nanoseconds), 0);
    return node;
  }
  template <typename F>
  void post(F callable) {
    after(0, callable);
  }
  void cancel(Handle node) {
    uv_timer_stop(&node->timer);
    timers_.give_back(node);
  }
  void run() {
    stopped_ = false;
    while (uv_run(&loop_, UV_RUN_NOWAIT) != 0 && !stopped_) {
      const int wait = uv_backend_timeout(&loop_);
      if (wait > 0) libuv_milliseconds += static_cast<std::uint64_t>(wait);
    }
  }
  void stop() { stopped_ = true; }

 private:
  static constexpr std::int64_t nanoseconds = 1000;  ///< what one of its milliseconds stands for

  static void fired(uv_timer_t* timer) {
    auto* const node = static_cast<Node*>(timer->data);
    Libuv& owner = *node->owner;
    if (owner.stopped_) return;  // what is due at the same time fires all the same
    node->callable();
    owner.timers_.give_back(node);
  }

  uv_loop_t loop_{};
  Pool<Node> timers_;
  bool stopped_ = false;
};

}  // namespace vtime::bench
