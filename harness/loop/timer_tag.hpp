/// What can be told of a timer without a look at its slot.
#pragma once

#include <cstdint>

namespace vtime {

/// Of a timer that waits: the lowest bits of its number, and whether it is background. That is enough to tell the
/// timers of one slot apart while their numbers are recent: those that followed have greater numbers, but not by so
/// much that the lowest bits are the same again.
class TimerTag {
 public:
  /// Of a slot of which the tag tells nothing.
  constexpr TimerTag() = default;
  constexpr TimerTag(std::uint64_t number, bool background)
      : bits_(static_cast<std::uint32_t>(number << shift) | (background ? background_bit : 0) | number_bit) {}
  /// Of a slot that rests (see RestingSlots): its timer was cancelled, and nothing was written to the slot.
  static constexpr TimerTag resting() {
    TimerTag tag;
    tag.bits_ = background_bit;
    return tag;
  }

  constexpr bool tells_nothing() const { return bits_ == 0; }
  constexpr bool rests() const { return bits_ == background_bit; }
  constexpr bool is_background() const { return (bits_ & background_bit) != 0; }
  /// To be asked for a number that is one of the last `recent` that were given.
  constexpr bool is_of(std::uint64_t number) const { return (bits_ | background_bit) == TimerTag(number, true).bits_; }
  static constexpr std::uint64_t recent = std::uint64_t{1} << 30U;

 private:
  static constexpr unsigned shift = 2;
  static constexpr std::uint32_t number_bit = 1;
  static constexpr std::uint32_t background_bit = 2;

  std::uint32_t bits_ = 0;
};

}  // namespace vtime
