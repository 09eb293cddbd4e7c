/// The ranges that delays are drawn from.
///
///     loop.schedule_after(vtime::Range{80ms, 120ms, 1ms}, answer);  // 80 ms, 81 ms, ... or 120 ms
#pragma once

#include <cstdint>

#include "vtime/duration.hpp"

namespace vtime {

/// The delays that an arming allows, ends included, in whole multiples of `unit` from `least`.
/// A fixed delay has least == most. `unit` is positive.
struct Range {
  Duration least{};
  Duration most{};
  Duration unit{1};

  static constexpr Range fixed(Duration delay) { return Range{delay, delay, Duration{1}}; }
  constexpr bool is_fixed() const { return least == most; }
  /// How many delays there are; 0 stands for 2^64.
  constexpr std::uint64_t count() const {
    return (static_cast<std::uint64_t>(most.count()) - static_cast<std::uint64_t>(least.count())) /
               static_cast<std::uint64_t>(unit.count()) +
           1;
  }
  /// The delay at `position`, which must be below count().
  constexpr Duration at(std::uint64_t position) const {
    return Duration(static_cast<std::int64_t>(static_cast<std::uint64_t>(least.count()) +
                                              position * static_cast<std::uint64_t>(unit.count())));
  }
  /// Where `delay` stands in it: the inverse of at().
  constexpr std::uint64_t position_of(Duration delay) const {
    return (static_cast<std::uint64_t>(delay.count()) - static_cast<std::uint64_t>(least.count())) /
           static_cast<std::uint64_t>(unit.count());
  }
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace vtime
