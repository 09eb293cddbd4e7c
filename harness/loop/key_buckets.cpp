#include "loop/key_buckets.hpp"

#include <utility>

namespace vtime {

std::size_t KeyBuckets::size_of_first(unsigned level) const {
  if (empty() || static_cast<unsigned>(std::countr_zero(levels_)) != level) return 0;
  return lists_[level * digits + static_cast<unsigned>(std::countr_zero(occupied_[level]))].size;
}

KeyBuckets::Bucket KeyBuckets::take_first() {
  const auto level = static_cast<unsigned>(std::countr_zero(levels_));
  const auto digit = static_cast<unsigned>(std::countr_zero(occupied_[level]));
  const unsigned shift = level * digit_bits;
  // The digits above stay, this one is the bucket's, those below are 0.
  const std::uint64_t above = shift + digit_bits >= 64 ? 0 : (base_ >> (shift + digit_bits)) << (shift + digit_bits);
  base_ = above | (std::uint64_t{digit} << shift);
  vacate(level, digit);
  return {std::exchange(lists_[level * digits + digit], KeyList()), level, base_};
}

void KeyBuckets::lower_base(std::uint64_t base) {
  if (base == base_) return;
  // To the lower base, all keys that agreed with the former one in the highest digit that has changed, and in those
  // above it, differ in that digit. None lies in that bucket yet: it would have been the former base's own.
  const unsigned top = level_of(base_ ^ base);
  const unsigned top_digit = digit_of(base_, top);
  base_ = base;
  KeyList joined;
  for (unsigned level = 0; level < top; ++level) {
    for (std::uint64_t rest = occupied_[level]; rest != 0; rest &= rest - 1) {
      const auto digit = static_cast<unsigned>(std::countr_zero(rest));
      joined.splice(std::exchange(lists_[level * digits + digit], KeyList()));
      vacate(level, digit);
    }
  }
  if (joined.size == 0) return;
  lists_[top * digits + top_digit].splice(joined);
  occupied_[top] |= std::uint64_t{1} << top_digit;
  levels_ |= 1U << top;
}

}  // namespace vtime
