/// What the timer queue sorts: 16 bytes for each timer.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vtime/duration.hpp"

namespace vtime {

/// (deadline, order of arming, slot) as one number, so that one comparison orders by deadline and keeps the order of
/// arming among equals. No two timers have the same order.
class TimerKey {
 public:
  static constexpr unsigned slot_bits = 28;
  static constexpr unsigned order_bits = 64 - slot_bits;
  static constexpr std::uint64_t most_slots = std::uint64_t{1} << slot_bits;
  /// Orders are below it, and above 0. That of none() would be this.
  static constexpr std::uint64_t order_end = (std::uint64_t{1} << order_bits) - 1;

  constexpr TimerKey() = default;
  constexpr TimerKey(Duration deadline, std::uint64_t order, std::uint32_t slot)
      : value_((Wide{when_of(deadline)} << 64U) | (order << slot_bits) | slot) {}
  /// Behind all others.
  static constexpr TimerKey none() {
    TimerKey key;
    key.value_ = ~Wide{0};
    return key;
  }

  constexpr bool is_none() const { return low() == ~std::uint64_t{0}; }

  /// Deadlines as unsigned numbers of the same order.
  static constexpr std::uint64_t when_of(Duration deadline) {
    return static_cast<std::uint64_t>(deadline.count()) ^ sign_bit;
  }
  constexpr std::uint64_t when() const { return static_cast<std::uint64_t>(value_ >> 64U); }
  constexpr Duration deadline() const { return Duration(static_cast<std::int64_t>(when() ^ sign_bit)); }
  constexpr std::uint32_t slot() const { return static_cast<std::uint32_t>(low() & (most_slots - 1)); }
  constexpr std::uint64_t order() const { return low() >> slot_bits; }
  /// Whether `bits` has the same order as the key, above the lowest slot_bits.
  constexpr bool has_order_of(std::uint64_t bits) const { return (low() ^ bits) >> slot_bits == 0; }

  friend constexpr bool operator==(TimerKey left, TimerKey right) { return left.value_ == right.value_; }
  friend constexpr bool operator<(TimerKey left, TimerKey right) { return left.value_ < right.value_; }

  /// All of a key is when() and low().
  constexpr std::uint64_t low() const { return static_cast<std::uint64_t>(value_); }
  static constexpr TimerKey of_words(std::uint64_t when, std::uint64_t low) {
    TimerKey key;
    key.value_ = (Wide{when} << 64U) | low;
    return key;
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63U;

  Wide value_ = 0;
};

}  // namespace vtime
