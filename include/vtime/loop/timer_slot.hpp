/// What a loop keeps of a timer, besides its key.
#pragma once

#include <cstdint>
#include <type_traits>

#include "vtime/callback.hpp"
#include "vtime/loop/timer_key.hpp"
#include "vtime/timer_traits.hpp"

namespace vtime {

/// One cache line for each timer, at an address that does not change: a callable is called where it lies.
struct alignas(64) TimerSlot {
  Callback callback;
  /// The order of its one live key in the highest bits, 0 if it does not wait, and flags below, which stay while it
  /// fires. No order is used twice, so that keys of former timers are told from those of the present one; when all have
  /// been used, those that wait are numbered anew and get records of their numbers.
  std::uint64_t state = 0;

  // The flags: the traits, which leave the lowest bit free for the first of these, and the number of the site.
  static constexpr std::uint64_t record_bit = 1;
  // Since the first timer was cancelled, plain ones whose callables are kept as bytes have tags, unless the intake took
  // them.
  static constexpr std::uint64_t tagged_bit = std::uint64_t{1} << TimerTraits::used_bits;
  static constexpr unsigned site_shift = TimerTraits::used_bits + 1;
  static constexpr std::uint64_t flags_mask = TimerKey::most_slots - 1;
  /// Numbers of sites below it have room.
  static constexpr std::uint32_t most_sites = std::uint32_t{1} << (TimerKey::slot_bits - site_shift);

  static constexpr std::uint64_t flags_of(TimerTraits traits, std::uint32_t site) {
    return flags_of(site) | traits.bits();
  }
  static constexpr std::uint64_t flags_of(std::uint32_t site) { return std::uint64_t{site} << site_shift; }
  static constexpr std::uint64_t state_of(std::uint64_t order, std::uint64_t flags) {
    return (order << TimerKey::slot_bits) | flags;
  }
};
static_assert(sizeof(TimerSlot) == 64 && std::is_standard_layout_v<TimerSlot>);

}  // namespace vtime
