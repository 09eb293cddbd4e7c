#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace vtime::bench {

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

}  // namespace vtime::bench
