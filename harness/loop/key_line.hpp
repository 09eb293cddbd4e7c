/// The keys of all timers in the order in which they come, in three tiers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "loop/key_buckets.hpp"
#include "loop/key_heap.hpp"
#include "loop/key_run.hpp"
#include "loop/timer_key.hpp"
#include "loop/timer_slots.hpp"

namespace vtime {

/// What is due now goes into a run, what comes soon into a heap that fits into the first-level cache, everything else
/// into buckets. When the heap has run empty the next bucket is taken.
class KeyLine {
 public:
  /// The memory of the timers whose keys come near is fetched from `slots`.
  explicit KeyLine(const TimerSlots& slots) : slots_(slots) {}

  /// `now` only tells where it is likely to be found soon.
  void push(TimerKey key, std::uint64_t now) {
    if (key.when() <= now && run_.takes(key)) {
      run_.push_back(key);
    } else if (key.when() <= near_last_) {
      if (heap_.push(key) > heap_limit_) [[unlikely]]
        spill(now);
    } else {
      buckets_.add(key);
    }
  }
  /// The least; TimerKey::none() if there is none.
  TimerKey front() {
    TimerKey least = least_near();
    while (least.when() > near_last_) [[unlikely]] {
        refill();
        least = least_near();
      }
    return least;
  }
  /// Removes what front() has given just now.
  void pop_front() {
    if (front_is_of_run_) {
      run_.pop_front();
    } else {
      heap_.pop();
    }
  }
  /// Puts the keys back that were popped last, given in their order.
  void put_back(const std::vector<TimerKey>& keys) {
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) run_.push_front(*key);
  }

  /// Drops the keys for which `is_dead` holds.
  template <typename Predicate>
  void sweep(Predicate is_dead) {
    run_.sweep(is_dead);
    heap_.sweep(is_dead);
    buckets_.sweep(is_dead);
  }
  /// Visits all keys in no order.
  template <typename Visit>
  void each(Visit visit) const {
    run_.each(visit);
    heap_.each(visit);
    buckets_.each(visit);
  }
  void clear() {
    run_ = {};
    heap_ = {};
    buckets_ = {};
    heap_limit_ = usual_limit;
    near_last_ = end_of_time;
  }

 private:
  static constexpr std::uint64_t end_of_time = ~std::uint64_t{0};
  static constexpr std::size_t usual_limit = 512;
  /// Buckets are sorted by the heap when they have come down to this size.
  static constexpr std::size_t sorted_by_heap = 48;

  TimerKey least_near() {
    const TimerKey of_heap = heap_.top();
    front_is_of_run_ = !run_.empty() && run_.front() < of_heap;
    return front_is_of_run_ ? run_.front() : of_heap;
  }
  void refill();
  void take_instant(KeyBuckets::Bucket& bucket);
  void take_small(KeyBuckets::Bucket& bucket);
  void spill(std::uint64_t now);

  // All keys that are not later than near_last_ are in the run or in the heap, all later ones in the buckets or (being
  // due now) in the run. Without keys in the buckets near_last_ is end_of_time, or about to become that.
  const TimerSlots& slots_;
  KeyRun run_;
  KeyHeap heap_;
  KeyBuckets buckets_;
  std::size_t heap_limit_ = usual_limit;
  std::uint64_t near_last_ = end_of_time;
  bool front_is_of_run_ = false;  ///< where front() found it
};

}  // namespace vtime
