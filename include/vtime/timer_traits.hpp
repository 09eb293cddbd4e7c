/// What a timer is besides when and what, in the bits in which a loop keeps it.
///
///     vtime::TimerTraits(vtime::EventKind::post, false).kind();
#pragma once

#include <cstdint>

#include "vtime/recorder.hpp"

namespace vtime {

/// Made in the code that arms, where most of it is known at compile time, and passed on in a register.
class TimerTraits {
 public:
  constexpr TimerTraits(EventKind kind, bool background)
      : bits_((static_cast<std::uint32_t>(kind) << kind_shift) | (background ? background_bit : 0)) {}

  constexpr EventKind kind() const { return static_cast<EventKind>((bits_ >> kind_shift) & kind_mask); }
  constexpr bool is_background() const { return (bits_ & background_bit) != 0; }

  /// All within the lowest `used_bits`. The lowest of all is always 0.
  constexpr std::uint32_t bits() const { return bits_; }
  static constexpr unsigned used_bits = 6;
  /// Higher bits do not matter.
  static constexpr TimerTraits of_bits(std::uint64_t bits) {
    return TimerTraits(static_cast<std::uint32_t>(bits) & ((1U << used_bits) - 1));
  }

 private:
  static constexpr std::uint32_t background_bit = 1U << 1U;
  static constexpr unsigned kind_shift = 2;
  static constexpr std::uint32_t kind_mask = 0xFU;

  explicit constexpr TimerTraits(std::uint32_t bits) : bits_(bits) {}

  std::uint32_t bits_ = 0;
};

}  // namespace vtime
