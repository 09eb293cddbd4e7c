#pragma once

#include <boost/asio/detail/chrono_time_traits.hpp>
#include <boost/asio/detail/op_queue.hpp>
#include <boost/asio/detail/timer_queue.hpp>
#include <boost/asio/detail/wait_op.hpp>
#include <boost/asio/wait_traits.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "loop/engines/callable_slot.hpp"
#include "loop/engines/pool.hpp"

namespace vtime::bench {

/// Its tick stands for a nanosecond; Asio rounds what it tells of the next deadline to microseconds.
struct AsioClock {
  using duration = std::chrono::microseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<AsioClock>;
  static constexpr bool is_steady = true;
  static time_point now() { return time_point(duration(ticks)); }
  static inline std::int64_t ticks = 0;
};

/// The queue inside Boost.Asio, driven directly: what an io_context would cost if its clock were virtual and it did
/// nothing else.
class AsioQueue {
  using Traits = boost::asio::detail::chrono_time_traits<AsioClock, boost::asio::wait_traits<AsioClock>>;
  using Queue = boost::asio::detail::timer_queue<Traits>;

  /// A timer and its one wait, in memory that is used again: Asio does the same with the memory of handlers.
  struct Node : boost::asio::detail::wait_op {
    Node() : wait_op(&Node::complete) {}
    static void complete(void* owner, boost::asio::detail::operation* base, const boost::system::error_code& error,
                         std::size_t /*bytes*/) {
      if (owner == nullptr) return;  // it is destroyed with the queue
      auto* const node = static_cast<Node*>(base);
      if (!error) node->callable();
      static_cast<AsioQueue*>(owner)->pool_.give_back(node);
    }
    Queue::per_timer_data timer;
    CallableSlot callable;
  };

 public:
  using Handle = Node*;

  AsioQueue() { AsioClock::ticks = 0; }
  AsioQueue(const AsioQueue&) = delete;
  AsioQueue& operator=(const AsioQueue&) = delete;
  ~AsioQueue() { queue_.get_all_timers(ready_); }  // or it would unlink them from one another

  std::int64_t now() const { return AsioClock::ticks; }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    Node* const node = prepare(callable);
    queue_.enqueue_timer(AsioClock::time_point(AsioClock::duration(now() + delay)), node->timer, node);
    return node;
  }
  template <typename F>
  void post(F callable) {
    ready_.push(prepare(callable));
  }
  void cancel(Handle node) { queue_.cancel_timer(node->timer, ready_); }
  void run() {
    stopped_ = false;
    for (;;) {
      while (!ready_.empty()) {
        if (stopped_) return;
        boost::asio::detail::operation* const ready = ready_.front();
        ready_.pop();
        const bool cancelled = static_cast<Node*>(ready)->ec_ == boost::asio::error::operation_aborted;
        ready->complete(this, cancelled ? boost::asio::error::operation_aborted : boost::system::error_code(), 0);
      }
      if (queue_.empty()) return;
      AsioClock::ticks += queue_.wait_duration_usec(std::numeric_limits<long>::max());
      queue_.get_ready_timers(ready_);
    }
  }
  void stop() { stopped_ = true; }

 private:
  using Ops = boost::asio::detail::op_queue<boost::asio::detail::operation>;

  template <typename F>
  Node* prepare(const F& callable) {
    Node* const node = pool_.take();
    node->ec_ = boost::system::error_code();
    node->callable.set(callable);
    return node;
  }

  Pool<Node> pool_;
  Queue queue_;
  Ops ready_;
  bool stopped_ = false;
};

}  // namespace vtime::bench
