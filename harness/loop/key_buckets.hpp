/// The keys that are far away, sorted no further than needed: a radix heap.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "loop/digit_set.hpp"
#include "loop/key_list.hpp"
#include "vtime/loop/timer_key.hpp"

namespace vtime {

/// A key lies in the bucket of the highest digit in which its deadline differs from the base, and of the value of that
/// digit. So all keys of a bucket are before all of the next, and when the base moves to the start of the first bucket
/// only that bucket has to be distributed anew: a key moves at most once for each digit.
class KeyBuckets {
 public:
  struct Bucket {
    KeyList keys;
    unsigned level = 0;
    std::uint64_t start = 0;  ///< no key of it is earlier
    /// No key of it is later.
    std::uint64_t last() const { return start + ((std::uint64_t{1} << (level * digit_bits)) - 1); }
  };

  bool empty() const { return levels_ == 0; }
  std::size_t size() const { return size_; }
  /// No key is earlier.
  std::uint64_t base() const { return base_; }

  /// `key` must not be earlier than base(). Keys of one deadline must be added in their order.
  void add(TimerKey key) {
    if (lists_.empty()) [[unlikely]]
      lists_.resize(std::size_t{levels} * digits);
    const unsigned level = level_of(key.when() ^ base_);
    const unsigned digit = digit_of(key.when(), level);
    KeyList& list = lists_[level * digits + digit];
    if (list.size == 0) {
      occupied_[level].insert(digit);
      levels_ |= 1U << level;
    }
    list.add(key, pool_);
    ++size_;
  }
  /// To be called while empty.
  void set_base(std::uint64_t base) { base_ = base; }
  /// Lowers it, to make room for earlier keys.
  void lower_base(std::uint64_t base);

  /// How many keys the first bucket has, if it is one of `level`; 0 if there is none.
  std::size_t size_of_first(unsigned level) const;
  /// Takes the first bucket, and moves the base to its start. Must not be empty. The blocks go back to pool().
  Bucket take_first();
  /// Puts the keys of the bucket that was taken last into buckets of lower levels.
  void distribute(Bucket& bucket) {
    bucket.keys.consume(pool_, [this](TimerKey key) { add(key); });
  }
  KeyBlockPool& pool() { return pool_; }

  /// Drops the keys for which `is_dead` holds; `announce` hears of each some time before.
  template <typename Predicate, typename Announce>
  void sweep(Predicate is_dead, Announce announce) {
    each_list([&](unsigned level, unsigned digit, KeyList& list) {
      const std::size_t before = list.size;
      list.sweep(pool_, is_dead, announce);
      size_ -= before - list.size;
      if (list.size == 0) vacate(level, digit);
    });
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const KeyList& list : lists_) list.each(visit);
  }

 private:
  static constexpr unsigned digit_bits = 8;
  static constexpr unsigned digits = 1U << digit_bits;
  static constexpr unsigned levels = 64 / digit_bits;

  static unsigned level_of(std::uint64_t difference) {
    return (63U - static_cast<unsigned>(std::countl_zero(difference | 1U))) / digit_bits;
  }
  static unsigned digit_of(std::uint64_t when, unsigned level) {
    return static_cast<unsigned>(when >> (level * digit_bits)) % digits;
  }
  template <typename Visit>
  void each_list(Visit visit) {
    for (unsigned level = 0; level < levels; ++level) {
      occupied_[level].each([&](unsigned digit) { visit(level, digit, lists_[level * digits + digit]); });
    }
  }
  void vacate(unsigned level, unsigned digit) {
    occupied_[level].erase(digit);
    if (occupied_[level].empty()) levels_ &= ~(1U << level);
  }

  // Bucket (level, digit) is lists_[level * digits + digit]; it is in occupied_[level], and its level in levels_, if it
  // has keys. Keys of one deadline are always in one bucket, in their order.
  KeyBlockPool pool_;
  std::vector<KeyList> lists_;
  std::array<DigitSet, levels> occupied_{};
  std::uint32_t levels_ = 0;
  std::size_t size_ = 0;
  std::uint64_t base_ = 0;
};

}  // namespace vtime
