/// Points of wall time and their text: ISO 8601, UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vtime {

/// What stands in a text such as `2026-03-29T01:00:00Z`, or what is wrong with it.
struct TimestampReading {
  std::optional<std::int64_t> value;  ///< ns since 1970-01-01T00:00:00Z
  std::string problem = {};
  std::string help = {};
};

/// Accepts up to nine decimals of the second; nothing may be left out and no other zone than `Z` be given.
TimestampReading read_timestamp(std::string_view text);

/// With as many decimals of the second as needed.
std::string timestamp_text(std::int64_t nanoseconds_since_1970);

}  // namespace vtime
