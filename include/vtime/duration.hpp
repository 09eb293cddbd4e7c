/// Durations: signed counts of nanoseconds, and their text in Go's syntax.
///
///     vtime::parse_duration("1m30s")            // 90 s
///     vtime::to_text(std::chrono::seconds(90))  // "1m30s"
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace vtime {

/// A length of virtual time. The resolution is 1 ns, the range that of a signed 64-bit count of it (about 292 years).
using Duration = std::chrono::nanoseconds;

/// The shortest exact text that Go's time.Duration.String prints, with `us` for microseconds: `0s`, `250ms`, `1.5s`,
/// `1m30s`, `2h45m0s`.
std::string to_text(Duration duration);

/// Reads Go's syntax: an optional sign and numbers with units (`ns us µs ms s m h d`); a bare number is milliseconds.
/// Throws InvalidDuration with what is wrong and what would be right.
Duration parse_duration(std::string_view text);

}  // namespace vtime
