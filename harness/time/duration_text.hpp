/// Reading durations and ranges of them, for callers that report mistakes at a place of their own.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "vtime/duration.hpp"
#include "vtime/range.hpp"

namespace vtime {

/// What stands in a text in Go's syntax, or what is wrong with it.
struct DurationReading {
  std::optional<Duration> value;
  /// The finest unit that the text uses; a fraction uses the next unit in which it is whole: 1 ms for `1.5s`.
  Duration finest_unit{};
  std::string problem = {};  ///< what is wrong, where there is no value
  std::string help = {};     ///< what would be right
};

/// A range, or a single duration as a fixed one.
struct RangeReading {
  std::optional<Range> value;  ///< its unit is the finest of both ends
  std::string problem = {};
  std::string help = {};
};

/// Reads `1m30s`, `-1.5ms`, or a bare number of milliseconds.
DurationReading read_duration(std::string_view text);

/// Reads `80ms..120ms`, or a duration.
RangeReading read_range(std::string_view text);

}  // namespace vtime
