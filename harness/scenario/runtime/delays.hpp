/// Values where a duration is asked for.
#pragma once

#include "scenario/runtime/value.hpp"
#include "vtime/range.hpp"

namespace vtime::scenario {

/// A duration, a number of milliseconds, or text in the syntax of durations; throws a Fault for anything else, and for
/// the text of a range unless `range_allowed`.
Range delay_of(const Value& value, bool range_allowed);

/// A timestamp, or the text of one; throws a Fault for anything else.
std::int64_t timestamp_of(const Value& value);

}  // namespace vtime::scenario
