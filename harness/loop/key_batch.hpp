/// The keys of the next stretch of time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "loop/key_list.hpp"
#include "loop/timer_key.hpp"

namespace vtime {

/// Sorted all at once when that time is reached, then handed out one by one.
class KeyBatch {
 public:
  bool empty() const { return next_ == end_; }

  /// The least; TimerKey::none() if there is none.
  TimerKey front() const { return keys_[next_]; }
  void pop_front() {
    if (++next_ == end_) ran_empty();
  }
  /// Whether there is a key behind the `distance` first ones; if so ahead(distance) is the next of them.
  bool reaches(std::size_t distance) const { return end_ - next_ > distance; }
  TimerKey ahead(std::size_t distance) const { return keys_[next_ + distance]; }

  /// To be called while empty. Keys of one deadline must be in their order; all deadlines are in [first, last]. The
  /// blocks of `keys` are given back to `pool`.
  void fill(KeyList& keys, std::uint64_t first, std::uint64_t last, KeyBlockPool& pool);
  /// Hands out the keys whose deadlines are `bound` or later, in their order, and drops them.
  template <typename Visit>
  void cut(std::uint64_t bound, Visit visit) {
    std::size_t kept = end_;
    while (kept > next_ && keys_[kept - 1].when() >= bound) --kept;
    for (std::size_t i = kept; i < end_; ++i) visit(keys_[i]);
    end_at(kept);
  }
  /// Drops the keys for which `is_dead` holds.
  template <typename Predicate>
  void sweep(Predicate is_dead) {
    std::size_t kept = next_;
    for (std::size_t i = next_; i < end_; ++i) {
      if (!is_dead(keys_[i])) keys_[kept++] = keys_[i];
    }
    end_at(kept);
  }
  /// Visits all keys in their order.
  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t i = next_; i < end_; ++i) visit(keys_[i]);
  }

 private:
  /// Capacity that an empty batch keeps.
  static constexpr std::size_t kept_capacity = 4096;

  void ran_empty() {
    if (end_ > kept_capacity) [[unlikely]]
      *this = KeyBatch();
  }
  void scatter(KeyList& keys, std::uint64_t first, unsigned shift, KeyBlockPool& pool);
  void end_at(std::size_t end) {
    end_ = end;
    keys_[end_] = TimerKey::none();
  }

  // The keys are those of [next_, end_), each less than the next; behind them stands TimerKey::none().
  std::vector<TimerKey> keys_{TimerKey::none()};
  std::size_t next_ = 0;
  std::size_t end_ = 0;
  std::vector<std::uint32_t> places_;  ///< reused by fill(): by digit, where its next key goes
};

}  // namespace vtime
