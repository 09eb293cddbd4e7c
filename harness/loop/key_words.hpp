/// Chooses among keys without a branch: which of them is less cannot be guessed, and a wrong guess costs the processor
/// more than all the rest.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vtime/loop/timer_key.hpp"

namespace vtime {

/// A key in registers, and the place where it lies.
struct KeyWords {
  std::uint64_t when = 0;
  std::uint64_t low = 0;
  std::size_t place = 0;

  static KeyWords of(TimerKey key, std::size_t place) { return {key.when(), key.low(), place}; }
  TimerKey key() const { return TimerKey::of_words(when, low); }
};

inline KeyWords lesser_of(KeyWords left, KeyWords right) {
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__)
  // GCC makes a branch of a choice that concerns several words, however it is written.
  std::uint64_t scratch = right.when;
  asm("cmp %[low], %[right_low]\n\t"
      "sbb %[when], %[scratch]\n\t"
      "cmovc %[right_when], %[when]\n\t"
      "cmovc %[right_low], %[low]\n\t"
      "cmovc %[right_place], %[place]"
      : [when] "+&r"(left.when), [low] "+&r"(left.low), [place] "+&r"(left.place), [scratch] "+&r"(scratch)
      : [right_when] "r"(right.when), [right_low] "r"(right.low), [right_place] "r"(right.place)
      : "cc");
#else
  const bool is_right = right.key() < left.key();
  left.when = is_right ? right.when : left.when;
  left.low = is_right ? right.low : left.low;
  left.place = is_right ? right.place : left.place;
#endif
  return left;
}

/// Of two keys, the one that `one` is not.
inline KeyWords other_of(KeyWords left, KeyWords right, KeyWords one) {
  return {left.when ^ right.when ^ one.when, left.low ^ right.low ^ one.low};
}

}  // namespace vtime
