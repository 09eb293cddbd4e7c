/// Comparing values.
#pragma once

#include <compare>

#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

/// `==`: numbers by value, lists and maps by content, errors by text, functions, handles and promises by identity;
/// other mixtures are unequal. Throws a Fault when two values are too large to be compared.
bool equal(const Value& left, const Value& right);

/// `<` and the like, for two numbers, strings (by code point), durations or timestamps; throws a Fault for others.
std::strong_ordering order(const Value& left, const Value& right);

/// The only place where durations are compared: what a planner of interleavings must know of a program that looks at
/// the clock meets here, with the events in which the clock was read (Value::clock_origin).
std::strong_ordering order_of_durations(const Value& left, const Value& right);

/// Exact, also between an integer and a double that no double or integer of the other kind can show.
std::strong_ordering order_of_numbers(const Value& left, const Value& right);

}  // namespace vtime::scenario
