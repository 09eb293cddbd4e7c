/// The identity of a callback's run, and the ranges that delays are drawn from.
#pragma once

#include <cstdint>

#include "vtime/duration.hpp"

namespace vtime {

/// Identifies one callback to be run: the same in every run in which the same arming happens, because it stands for
/// (the event that armed it, the place, the ordinal there). 0 is the main program. Events are interned only while
/// something records; otherwise every event is 0.
enum class EventId : std::uint32_t { main = 0 };

/// The delays that an arming allows, ends included, in whole multiples of `unit` from `least`.
/// A fixed delay has least == most.
struct Range {
  Duration least{};
  Duration most{};
  Duration unit{1};

  static constexpr Range fixed(Duration delay) { return Range{delay, delay, Duration{1}}; }
  constexpr bool is_fixed() const { return least == most; }
  friend bool operator==(const Range&, const Range&) = default;
};

}  // namespace vtime
