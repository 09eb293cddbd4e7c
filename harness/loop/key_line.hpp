/// The keys of all timers in the order in which they come, in tiers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "loop/key_buckets.hpp"
#include "loop/key_heap.hpp"
#include "loop/key_sorter.hpp"
#include "loop/timer_slots.hpp"
#include "vtime/loop/sorted_keys.hpp"
#include "vtime/loop/timer_key.hpp"

namespace vtime {

/// What is due now goes into a run, first in, first out. Few keys are in a heap; of more, what comes later is in
/// buckets. When the heap has run empty the first buckets are sorted into a batch, and the heap takes what is armed
/// into that stretch of time meanwhile.
class KeyLine {
 public:
  /// The memory of the timers whose keys come near is fetched from `slots`. `run` may be given keys of what is due now
  /// directly, as far as it takes them.
  KeyLine(const TimerSlots& slots, SortedKeys& run) : slots_(slots), run_(run) {}

  /// `now` only tells where it is likely to be found soon.
  [[gnu::always_inline]] void push(TimerKey key, std::uint64_t now) {
    if (key.when() <= now && run_.takes(key.when())) {
      run_.push_back(key);
    } else if (key.when() <= near_last_) {
      others_from_ = std::min(others_from_, key.when());
      if (heap_.push(key) > heap_limit) [[unlikely]]
        spill(now);
    } else {
      buckets_.add(key);
    }
  }
  std::size_t size() const { return run_.size() + batch_.size() + heap_.size() + buckets_.size(); }
  /// Whether the least is in `run`, which must be that of this line, as far as can be told without a look at the
  /// others.
  bool is_first(const SortedKeys& run) const { return !run.empty() && run.front().when() < others_from_; }
  /// The least; TimerKey::none() if there is none.
  TimerKey front() {
    if (is_first(run_)) {
      front_of_ = Tier::run;
      return run_.front();
    }
    TimerKey least = least_near();
    while (least.when() > near_last_) [[unlikely]] {
        refill();
        least = least_near();
      }
    return least;
  }
  /// Removes what front() has given just now.
  void pop_front() {
    if (front_of_ == Tier::run) return run_.pop_front();
    if (front_of_ == Tier::heap) return heap_.pop();
    if (batch_.size() > fetched_ahead) slots_.prefetch(batch_.ahead(fetched_ahead).slot());
    batch_.pop_front();
  }
  /// Puts the keys back that were popped last, given in their order.
  void put_back(std::span<const TimerKey> keys) { run_.push_front(keys); }

  /// Drops the keys for which `is_dead` holds; `announce` hears of most of them some time before.
  template <typename Predicate, typename Announce>
  void sweep(Predicate is_dead, Announce announce) {
    run_.sweep(is_dead);
    batch_.sweep(is_dead);
    heap_.sweep(is_dead);
    buckets_.sweep(is_dead, announce);
  }
  /// Visits all keys in no order.
  template <typename Visit>
  void each(Visit visit) const {
    run_.each(visit);
    batch_.each(visit);
    heap_.each(visit);
    buckets_.each(visit);
  }
  void clear() {
    run_.clear();
    batch_.clear();
    heap_ = {};
    buckets_ = {};
    near_last_ = others_from_ = end_of_time;
  }

 private:
  enum class Tier : std::uint8_t { run, heap, batch };

  static constexpr std::uint64_t end_of_time = ~std::uint64_t{0};
  /// Beyond it the later half of the heap goes into the buckets.
  static constexpr std::size_t heap_limit = 256;
  /// Larger buckets are split first, unless they are of a single deadline. A spill has to put a batch back.
  static constexpr std::size_t most_sorted = 2048;
  /// Smaller ones are joined, but not to more than a share of all keys: what is armed meanwhile should lie beyond.
  static constexpr std::size_t worth_sorting = 64;
  static constexpr std::size_t share = 8;
  /// So many timers are fetched into the cache before they fire.
  static constexpr std::size_t fetched_ahead = 8;

  TimerKey least_near() {
    TimerKey least = heap_.top();
    front_of_ = Tier::heap;
    if (!batch_.empty() && batch_.front() < least) {
      least = batch_.front();
      front_of_ = Tier::batch;
    }
    if (!run_.empty() && run_.front() < least) {
      others_from_ = std::min(least.when(), near_last_);
      least = run_.front();
      front_of_ = Tier::run;
    }
    return least;
  }
  void refill();
  void fill_batch(const KeyBuckets::Bucket& bucket);
  void spill(std::uint64_t now);

  // All keys that are not later than near_last_ are in the run, the batch or the heap, all later ones in the buckets or
  // (being due now) in the run. Without keys in the buckets near_last_ is end_of_time, or about to become that. Keys
  // move among the tiers, and out, but only push() adds any to the others: a bound of them that held once holds on, and
  // while posts make posts nothing else has to be looked at.
  const TimerSlots& slots_;
  SortedKeys& run_;
  SortedKeys batch_;
  KeyHeap heap_;
  KeyBuckets buckets_;
  KeySorter sorter_;
  std::uint64_t near_last_ = end_of_time;
  std::uint64_t others_from_ = end_of_time;  ///< no key outside of the run is earlier
  Tier front_of_ = Tier::heap;               ///< where front() found it
};

}  // namespace vtime
