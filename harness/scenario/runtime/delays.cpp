#include "scenario/runtime/delays.hpp"

#include <string>

#include "scenario/runtime/arithmetic.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/string_object.hpp"
#include "time/duration_text.hpp"
#include "time/timestamp.hpp"

namespace vtime::scenario {

namespace {

constexpr Duration millisecond = std::chrono::milliseconds(1);

Duration milliseconds(std::int64_t count) {
  std::int64_t nanoseconds = 0;
  if (__builtin_mul_overflow(count, millisecond.count(), &nanoseconds)) {
    throw Fault("overflow: " + std::to_string(count) + " ms do not fit into a duration (292 years)", "");
  }
  return Duration(nanoseconds);
}

Range range_in(const std::string& text, bool range_allowed) {
  const RangeReading reading = read_range(text);
  if (!reading.value) throw Fault(reading.problem, reading.help);
  if (!range_allowed && !reading.value->is_fixed()) {
    throw Fault("a range cannot stand here", "give one duration, such as '100ms'");
  }
  return *reading.value;
}

}  // namespace

Range delay_of(const Value& value, bool range_allowed) {
  switch (value.kind()) {
    case Value::Kind::duration:
      return Range::fixed(value.as_duration());
    case Value::Kind::integer:
      return Range::fixed(milliseconds(value.as_integer()));
    case Value::Kind::real:
      return Range::fixed(multiply(millisecond, value.as_real()));
    case Value::Kind::string:
      return range_in(value.as_string().text(), range_allowed);
    default:
      throw Fault("a duration is a duration, a number of milliseconds or a text such as '1.5s', not " +
                      std::string(kind_name(value.kind())),
                  "");
  }
}

std::int64_t timestamp_of(const Value& value) {
  if (value.is(Value::Kind::timestamp)) return value.as_timestamp();
  if (!value.is(Value::Kind::string)) {
    throw Fault("a timestamp is a timestamp or a text such as '2026-03-29T01:00:00Z', not " +
                    std::string(kind_name(value.kind())),
                "");
  }
  const TimestampReading reading = read_timestamp(value.as_string().text());
  if (!reading.value) throw Fault(reading.problem, reading.help);
  return *reading.value;
}

}  // namespace vtime::scenario
