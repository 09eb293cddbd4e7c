/// `+ - * / %` and the sign.
#pragma once

#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Throws a Fault for types that the operator does not take, for overflow and for division by zero.
Value calculate(BinaryOperator operation, const Value& left, const Value& right, Heap& heap);
Value negate(const Value& value);

/// A double as the value of an operation: a Fault when it is infinite or not a number.
Value checked_real(double number);

/// Half away from zero.
Duration multiply(Duration duration, double factor);

}  // namespace vtime::scenario
