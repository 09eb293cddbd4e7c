#include "vtime/duration.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "time/duration_text.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

constexpr std::uint64_t second = 1'000'000'000;

/// `value / scale` exactly, without trailing zeros: 1.5 for 1500 of 1000.
std::string decimal(std::uint64_t value, std::uint64_t scale) {
  std::string text = fmt::format("{}", value / scale);
  std::uint64_t rest = value % scale;
  if (rest == 0) return text;
  text += '.';
  while (rest != 0) {
    rest *= 10;
    text += static_cast<char>('0' + rest / scale);
    rest %= scale;
  }
  return text;
}

}  // namespace

std::string to_text(Duration duration) {
  const std::int64_t count = duration.count();
  if (count == 0) return "0s";
  const std::string sign = count < 0 ? "-" : "";
  // Negated as an unsigned number, since the least duration has no positive counterpart.
  const std::uint64_t magnitude = count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
  if (magnitude < 1'000) return fmt::format("{}{}ns", sign, magnitude);
  if (magnitude < 1'000'000) return sign + decimal(magnitude, 1'000) + "us";
  if (magnitude < second) return sign + decimal(magnitude, 1'000'000) + "ms";
  const std::uint64_t minutes = magnitude / (60 * second);
  const std::string seconds = decimal(magnitude % (60 * second), second);
  if (minutes == 0) return fmt::format("{}{}s", sign, seconds);
  if (minutes < 60) return fmt::format("{}{}m{}s", sign, minutes, seconds);
  return fmt::format("{}{}h{}m{}s", sign, minutes / 60, minutes % 60, seconds);
}

Duration parse_duration(std::string_view text) {
  const DurationReading reading = read_duration(text);
  if (!reading.value) throw InvalidDuration({.message = reading.problem, .help = reading.help});
  return *reading.value;
}

}  // namespace vtime
