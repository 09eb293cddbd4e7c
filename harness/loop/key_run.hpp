/// Keys that come in order: those of what is due now.
#pragma once

#include <cstddef>
#include <cstdint>
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
    if (empty()) ran_empty();
  }
  /// Whether `key`, which was armed after all that are here, is behind them.
  bool takes(TimerKey key) const { return key.when() >= last_when_; }
  /// To be asked for with takes().
  void push_back(TimerKey key) {
    if (size() == capacity_) [[unlikely]]
      grow();
    ring_[tail_++ & mask_] = key;
    last_when_ = key.when();
  }
  /// `key` must be before all that are here.
  void push_front(TimerKey key) {
    if (empty()) last_when_ = key.when();
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
    if (empty()) ran_empty();
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (std::size_t i = head_; i != tail_; ++i) visit(ring_[i & mask_]);
  }

 private:
  static constexpr std::size_t kept_capacity = 1024;

  void grow();
  void ran_empty() {
    last_when_ = 0;
    if (capacity_ > kept_capacity) [[unlikely]]
      release();
  }
  void release();

  // The keys are ring_[i & mask_] for head_ <= i < tail_, both of which may wrap around; each is less than the next,
  // and none is later than last_when_. The capacity is 0 or a power of two.
  std::vector<TimerKey> ring_;
  std::size_t capacity_ = 0;
  std::size_t mask_ = 0;
  std::size_t head_ = 0;
  std::size_t tail_ = 0;
  std::uint64_t last_when_ = 0;
};

}  // namespace vtime
