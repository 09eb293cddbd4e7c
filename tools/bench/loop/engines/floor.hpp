#pragma once

#include <cstdint>
#include <deque>

#include "loop/engines/callable_slot.hpp"

namespace vtime::bench {

/// No queue at all: calls what was scheduled in the order of scheduling, each at its deadline. What is left is the cost
/// of the callbacks and of passing them on, which no engine can be below.
class Floor {
 public:
  struct Handle {};

  std::int64_t now() const { return now_; }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    entries_.emplace_back();
    entries_.back().deadline = now_ + delay;
    entries_.back().callable.set(callable);
    return {};
  }
  template <typename F>
  void post(F callable) {
    after(0, callable);
  }
  void cancel(Handle) {}  // the workload that cancels is not run on it
  void run() {
    stopped_ = false;
    while (!entries_.empty() && !stopped_) {
      Entry& entry = entries_.front();
      now_ = entry.deadline;
      entry.callable();
      entries_.pop_front();
    }
  }
  void stop() { stopped_ = true; }

 private:
  struct Entry {
    std::int64_t deadline = 0;
    CallableSlot callable;
  };
  std::deque<Entry> entries_;
  std::int64_t now_ = 0;
  bool stopped_ = false;
};

}  // namespace vtime::bench
