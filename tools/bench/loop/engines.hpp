/// The engines that are compared, each behind the interface that loads.hpp describes.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <utility>
#include <vector>

#include "vtime/event_loop.hpp"

namespace vtime::bench {

/// Through its public interface, with its limits and checks; only the limits are too high to be reached.
class OurLoop {
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

/// What many a test harness begins with: a binary heap of std::function. Ties in the order of arming; cancelled entries
/// stay until their time has come.
class PriorityQueue {
 public:
  using Handle = std::uint64_t;

  std::int64_t now() const { return now_; }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    cancelled_.push_back(false);
    queue_.push(Entry{now_ + delay, cancelled_.size() - 1, std::move(callable)});
    return cancelled_.size() - 1;
  }
  template <typename F>
  void post(F callable) {
    after(0, std::move(callable));
  }
  void cancel(Handle number) { cancelled_[number] = true; }
  void run() {
    stopped_ = false;
    while (!queue_.empty() && !stopped_) {
      Entry entry = std::move(const_cast<Entry&>(queue_.top()));  // NOLINT: it has no other way to move out
      queue_.pop();
      if (cancelled_[entry.number]) continue;
      now_ = entry.deadline;
      entry.callable();
    }
  }
  void stop() { stopped_ = true; }

 private:
  struct Entry {
    std::int64_t deadline;
    std::uint64_t number;
    std::function<void()> callable;
    friend bool operator<(const Entry& left, const Entry& right) {
      return left.deadline != right.deadline ? left.deadline > right.deadline : left.number > right.number;
    }
  };
  std::priority_queue<Entry> queue_;
  std::vector<bool> cancelled_;
  std::int64_t now_ = 0;
  bool stopped_ = false;
};

/// A balanced tree: cancels for real, and keeps the order of ties.
class Multimap {
 public:
  using Map = std::multimap<std::int64_t, std::function<void()>>;
  using Handle = Map::iterator;

  std::int64_t now() const { return now_; }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    return map_.emplace(now_ + delay, std::move(callable));
  }
  template <typename F>
  void post(F callable) {
    after(0, std::move(callable));
  }
  void cancel(Handle position) { map_.erase(position); }
  void run() {
    stopped_ = false;
    while (!map_.empty() && !stopped_) {
      const auto node = map_.extract(map_.begin());
      now_ = node.key();
      node.mapped()();
    }
  }
  void stop() { stopped_ = true; }

 private:
  Map map_;
  std::int64_t now_ = 0;
  bool stopped_ = false;
};

}  // namespace vtime::bench
