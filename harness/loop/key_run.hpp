/// Keys that come in order: those of now, and those of an instant that many timers share.
#pragma once

#include <cstddef>
#include <vector>

#include "loop/timer_key.hpp"

namespace vtime {

/// A ring that grows by doubling and gives its memory back when it has run empty.
class KeyRun {
 public:
  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }

  /// The least; must not be empty.
  TimerKey front() const { return ring_[head_ & mask_]; }
  void pop_front() {
    ++head_;
    if (empty() && mask_ >= kept_capacity) [[unlikely]]
      release();
  }
  /// Whether `key` is behind all that are here.
  bool takes(TimerKey key) const { return empty() || ring_[(tail_ - 1) & mask_] < key; }
  /// To be asked for with takes().
  void push_back(TimerKey key) {
    if (size() == capacity_) [[unlikely]]
      grow();
    ring_[tail_++ & mask_] = key;
  }
  /// `key` must be before all that are here.
  void push_front(TimerKey key) {
    if (size() == capacity_) [[unlikely]]
      grow();
    ring_[--head_ & mask_] = key;
  }

  /// Drops the keys for which `is_dead` holds.
  template <typename Predicate>
  void sweep(Predicate is_dead) {
    std::size_t kept = head_;
    for (std::size_t i = head_; i != tail_; ++i) {
      const TimerKey key = ring_[i & mask_];
      if (!is_dead(key)) ring_[kept++ & mask_] = key;
    }
    tail_ = kept;
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t i = head_; i != tail_; ++i) visit(ring_[i & mask_]);
  }

 private:
  static constexpr std::size_t kept_capacity = 1024;

  void grow();
  void release();

  // The keys are ring_[i & mask_] for head_ <= i < tail_, both of which may wrap around; each is less than the next.
  // The capacity is 0 or a power of two.
  std::vector<TimerKey> ring_;
  std::size_t capacity_ = 0;
  std::size_t mask_ = 0;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
};

}  // namespace vtime
