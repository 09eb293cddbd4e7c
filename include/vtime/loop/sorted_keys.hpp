/// Keys that are in order already: taken from the front, added behind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "vtime/loop/timer_key.hpp"

namespace vtime {

/// Grows by doubling. Much memory is given back when room is needed after all keys are gone.
class SortedKeys {
 public:
  SortedKeys() = default;
  SortedKeys(const SortedKeys&) = delete;
  SortedKeys& operator=(const SortedKeys&) = delete;

  bool empty() const { return next_ == end_; }
  std::size_t size() const { return static_cast<std::size_t>(end_ - next_); }

  /// The least; must not be empty.
  TimerKey front() const { return *next_; }
  void pop_front() { ++next_; }
  /// The key that is `distance` behind the front; there must be one.
  TimerKey ahead(std::size_t distance) const { return next_[distance]; }

  /// Whether a key of `when` that is armed after all that are here is behind them.
  bool takes(std::uint64_t when) const { return when >= last_when_; }
  /// Whether push_back() would be done at once.
  bool has_room() const { return end_ != limit_; }
  /// To be asked for with takes().
  void push_back(TimerKey key) {
    if (!has_room()) [[unlikely]]
      make_room(size() + 1);
    *end_++ = key;
    last_when_ = key.when();
  }
  /// Puts `keys` before those that are here.
  void push_front(std::span<const TimerKey> keys);
  /// Room for `count` keys, to be written by the caller in their order. To be called while empty.
  std::span<TimerKey> assign(std::size_t count);

  /// Hands out the keys whose deadlines are `bound` or later, in their order, and drops them.
  template <typename Visit>
  void cut(std::uint64_t bound, Visit visit) {
    TimerKey* kept = end_;
    while (kept != next_ && kept[-1].when() >= bound) --kept;
    for (const TimerKey* key = kept; key != end_; ++key) visit(*key);
    end_ = kept;
  }
  /// Drops the keys for which `is_dead` holds.
  template <typename Predicate>
  void sweep(Predicate is_dead) {
    TimerKey* kept = next_;
    for (const TimerKey* key = next_; key != end_; ++key) {
      if (!is_dead(*key)) *kept++ = *key;
    }
    end_ = kept;
  }
  /// Visits all keys in their order.
  template <typename Visit>
  void each(Visit visit) const {
    for (const TimerKey* key = next_; key != end_; ++key) visit(*key);
  }
  void clear();

 private:
  static constexpr std::size_t least_capacity = 256;
  /// Larger ones are not kept when there is nothing.
  static constexpr std::size_t kept_capacity = 4096;

  std::size_t capacity() const { return static_cast<std::size_t>(limit_ - memory_.get()); }
  /// Makes room for `count` keys in all, behind those that are here.
  void make_room(std::size_t count);
  /// To be called while empty.
  void restart();
  void make_room_in_front(std::size_t count);
  void move_to(std::size_t position, std::size_t capacity);

  // The keys are those of [next_, end_), each less than the next, none later than last_when_ where takes() is asked.
  std::unique_ptr<TimerKey[]> memory_;
  TimerKey* next_ = nullptr;
  TimerKey* end_ = nullptr;
  TimerKey* limit_ = nullptr;
  std::uint64_t last_when_ = 0;
};

}  // namespace vtime
