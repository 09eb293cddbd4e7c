#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace vtime::bench {

/// A balanced tree of std::function: cancels for real, and keeps the order of ties.
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
