#include "loop/key_buckets.hpp"

#include <utility>

namespace vtime {

std::size_t KeyBuckets::size_of_first(unsigned level) const {
  if (empty() || static_cast<unsigned>(std::countr_zero(levels_)) != level) return 0;
  return lists_[level * digits + occupied_[level].first()].size;
}

KeyBuckets::Bucket KeyBuckets::take_first() {
  const auto level = static_cast<unsigned>(std::countr_zero(levels_));
  const unsigned digit = occupied_[level].first();
  const unsigned shift = level * digit_bits;
  // The digits above stay, this one is the bucket's, those below are 0.
  const std::uint64_t above = level + 1 == levels ? 0 : (base_ >> (shift + digit_bits)) << (shift + digit_bits);
  base_ = above | (std::uint64_t{digit} << shift);
  vacate(level, digit);
  Bucket bucket{std::exchange(lists_[level * digits + digit], KeyList()), level, base_};
  size_ -= bucket.keys.size;
  return bucket;
}

void KeyBuckets::lower_base(std::uint64_t base) {
  if (base == base_) return;
  // To the lower base, all keys that agreed with the former one in the highest digit that has changed, and in those
  // above it, differ in that digit. None lies in that bucket yet: it would have been the former base's own.
  const unsigned top = level_of(base_ ^ base);
  const unsigned top_digit = digit_of(base_, top);
  base_ = base;
  KeyList joined;
  each_list([&](unsigned level, unsigned digit, KeyList& list) {
    if (level >= top) return;
    joined.splice(std::exchange(list, KeyList()));
    vacate(level, digit);
  });
  if (joined.size == 0) return;
  lists_[top * digits + top_digit].splice(joined);
  occupied_[top].insert(top_digit);
  levels_ |= 1U << top;
}

}  // namespace vtime
