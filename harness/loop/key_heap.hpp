/// The keys that come next: a 4-ary heap, meant to be small enough for the first-level cache.
#pragma once

#include <cstddef>
#include <new>
#include <span>
#include <vector>

#include "vtime/loop/timer_key.hpp"

namespace vtime {

class KeyHeap {
 public:
  KeyHeap() : keys_(first_capacity, TimerKey::none()) {}

  bool empty() const { return size() == 0; }
  std::size_t size() const { return end_ - root - (hole_ ? 1 : 0); }

  /// How many there are then.
  std::size_t push(TimerKey key) {
    if (hole_) {
      hole_ = false;
      if (end_ > arity) {
        sift_down(key);
      } else {
        keys_[root] = key;
      }
    } else {
      if (end_ == capacity_) [[unlikely]]
        grow();
      sift_up(end_++, key);
    }
    return end_ - root;
  }
  /// The least; TimerKey::none() if there is none.
  TimerKey top() {
    if (hole_) fill_hole();
    return keys_[root];
  }
  /// Removes what top() has given just now. The place stays open: the key of a timer that is armed next fills it, which
  /// saves one of two ways through the heap.
  void pop() { hole_ = true; }

  /// Sorts the keys, which stay a heap, and hands them out.
  std::span<const TimerKey> sorted();
  /// Drops all but the first `count` of the sorted keys.
  void keep_first(std::size_t count);
  /// Drops the keys for which `is_dead` holds.
  template <typename Predicate>
  void sweep(Predicate is_dead) {
    std::size_t kept = 0;
    for (const TimerKey key : sorted()) {
      if (!is_dead(key)) keys_[root + kept++] = key;
    }
    keep_first(kept);
  }
  /// Visits all keys in no order.
  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t i = hole_ ? root + 1 : root; i < end_; ++i) visit(keys_[i]);
  }

 private:
  /// The children of i are 4 (i - 2) and the three behind it, so that with the root at 3 they share a cache line.
  static constexpr std::size_t root = 3;
  static constexpr std::size_t arity = 4;
  static constexpr std::size_t first_capacity = 24;

  /// Memory that begins with a cache line.
  template <typename T>
  struct LineAllocator {
    using value_type = T;
    static constexpr std::align_val_t line{64};
    LineAllocator() = default;
    template <typename U>
    LineAllocator(const LineAllocator<U>& /*other*/) {}  // NOLINT: allocators convert
    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), line)); }
    void deallocate(T* memory, std::size_t /*count*/) { ::operator delete(memory, line); }
    friend bool operator==(const LineAllocator&, const LineAllocator&) { return true; }
  };

  void grow();
  void fill_hole();
  void sift_up(std::size_t index, TimerKey key);
  /// From the root, which is free.
  void sift_down(TimerKey key);

  // The keys are those of [root, end_), but for the root itself while hole_ is set. None is less than its parent. All
  // others up to the capacity, the end of a level, are TimerKey::none(): all ways down are equally long, and four
  // siblings can be compared without a look at the end.
  std::vector<TimerKey, LineAllocator<TimerKey>> keys_;
  std::size_t capacity_ = first_capacity;
  std::size_t end_ = root;
  bool hole_ = false;
};

}  // namespace vtime
