#include "scenario/runtime/arithmetic.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

namespace {

__extension__ using Wide = __int128;

using Kind = Value::Kind;

[[noreturn]] void overflow(const char* what) {
  throw Fault(std::string("overflow: the result does not fit into ") + what, "");
}

[[noreturn]] void division_by_zero() { throw Fault("division by zero", "check the divisor first"); }

std::int64_t add(std::int64_t left, std::int64_t right, const char* what) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left, right, &sum)) overflow(what);
  return sum;
}

std::int64_t subtract(std::int64_t left, std::int64_t right, const char* what) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(left, right, &difference)) overflow(what);
  return difference;
}

constexpr const char* an_integer = "a 64-bit integer";
constexpr const char* a_duration = "a duration (292 years)";
constexpr const char* a_timestamp = "a timestamp (the years 1677 to 2262)";

double as_double(const Value& value) {
  return value.is(Kind::integer) ? static_cast<double>(value.as_integer()) : value.as_real();
}

Value integers(BinaryOperator operation, std::int64_t left, std::int64_t right) {
  std::int64_t product = 0;
  switch (operation) {
    case BinaryOperator::add:
      return Value::integer(add(left, right, an_integer));
    case BinaryOperator::subtract:
      return Value::integer(subtract(left, right, an_integer));
    case BinaryOperator::multiply:
      if (__builtin_mul_overflow(left, right, &product)) overflow(an_integer);
      return Value::integer(product);
    case BinaryOperator::remainder:
      if (right == 0) division_by_zero();
      return Value::integer(right == -1 ? 0 : left % right);
    default:
      if (right == 0) division_by_zero();
      return checked_real(static_cast<double>(left) / static_cast<double>(right));
  }
}

Value reals(BinaryOperator operation, double left, double right) {
  switch (operation) {
    case BinaryOperator::add:
      return checked_real(left + right);
    case BinaryOperator::subtract:
      return checked_real(left - right);
    case BinaryOperator::multiply:
      return checked_real(left * right);
    case BinaryOperator::remainder:
      if (right == 0) division_by_zero();
      return checked_real(std::fmod(left, right));
    default:
      if (right == 0) division_by_zero();
      return checked_real(left / right);
  }
}

/// dividend / divisor, half away from zero. The quotient must fit into 64 bits.
std::int64_t rounded_quotient(Wide dividend, Wide divisor) {
  const bool negative = (dividend < 0) != (divisor < 0);
  if (dividend < 0) dividend = -dividend;
  if (divisor < 0) divisor = -divisor;
  Wide quotient = dividend / divisor;
  if (dividend % divisor >= divisor - dividend % divisor) ++quotient;
  if (quotient > std::numeric_limits<std::int64_t>::max()) overflow(a_duration);
  return static_cast<std::int64_t>(negative ? -quotient : quotient);
}

/// A double is mantissa * 2^exponent.
struct Binary64 {
  std::int64_t mantissa;
  int exponent;
};

Binary64 take_apart(double number) {
  int exponent = 0;
  const double fraction = std::frexp(number, &exponent);
  return {static_cast<std::int64_t>(std::ldexp(fraction, 53)), exponent - 53};
}

/// Whether a result is near enough to a 64-bit count of ns to be calculated exactly.
void check_magnitude(double estimate) {
  if (!(std::abs(estimate) < 9.3e18)) overflow(a_duration);
}

Duration multiply_exactly(Duration duration, std::int64_t factor) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(duration.count(), factor, &product)) overflow(a_duration);
  return Duration(product);
}

Duration divide(Duration duration, double divisor) {
  if (divisor == 0) division_by_zero();
  check_magnitude(static_cast<double>(duration.count()) / divisor);
  const Binary64 parts = take_apart(divisor);
  Wide dividend = duration.count();
  Wide by = parts.mantissa;
  if (parts.exponent <= 0) {
    // The quotient is below 2^63.2 and the mantissa below 2^53, hence the shifted dividend below 2^117, unless it is 0.
    if (dividend != 0) dividend *= Wide{1} << -parts.exponent;
  } else if (parts.exponent <= 60) {
    by *= Wide{1} << parts.exponent;
  } else {
    return Duration::zero();
  }
  return Duration(rounded_quotient(dividend, by));
}

Value duration_by_number(BinaryOperator operation, Duration duration, const Value& number) {
  const bool whole = number.is(Kind::integer);
  if (operation == BinaryOperator::multiply) {
    return Value::duration(whole ? multiply_exactly(duration, number.as_integer())
                                 : multiply(duration, number.as_real()));
  }
  if (!whole) return Value::duration(divide(duration, number.as_real()));
  if (number.as_integer() == 0) division_by_zero();
  return Value::duration(Duration(rounded_quotient(duration.count(), number.as_integer())));
}

Value durations(BinaryOperator operation, const Value& left, const Value& right) {
  const std::int64_t a = left.as_duration().count();
  const std::int64_t b = right.as_duration().count();
  const ClockOrigin origin = left.clock_origin().is_clock ? left.clock_origin() : right.clock_origin();
  if (operation == BinaryOperator::add) return Value::duration(Duration(add(a, b, a_duration)), origin);
  if (operation == BinaryOperator::subtract) return Value::duration(Duration(subtract(a, b, a_duration)), origin);
  if (b == 0) division_by_zero();
  return checked_real(static_cast<double>(a) / static_cast<double>(b));
}

Value join(const Value& left, const Value& right, Heap& heap) {
  const std::string& a = left.as_string().text();
  const std::string& b = right.as_string().text();
  check_length(a.size() + b.size());
  heap.work(a.size() + b.size());
  return Value(heap.make<StringObject>(a + b));
}

const char* symbol(BinaryOperator operation) {
  switch (operation) {
    case BinaryOperator::add:
      return "+";
    case BinaryOperator::subtract:
      return "-";
    case BinaryOperator::multiply:
      return "*";
    case BinaryOperator::divide:
      return "/";
    default:
      return "%";
  }
}

[[noreturn]] void wrong_types(BinaryOperator operation, const Value& left, const Value& right) {
  const bool one_string = left.is(Kind::string) != right.is(Kind::string);
  const bool mixed_times =
      (left.is(Kind::duration) && right.is_number()) || (left.is_number() && right.is(Kind::duration));
  std::string help;
  if (operation == BinaryOperator::add && one_string) {
    help = "nothing is converted silently: write '${a}${b}' or text(x)";
  } else if (mixed_times) {
    help = "write the number with a unit: '5ms' instead of '5'";
  }
  throw Fault(std::string("'") + symbol(operation) + "' does not take " + std::string(kind_name(left.kind())) +
                  " and " + std::string(kind_name(right.kind())),
              help);
}

bool is_sum(BinaryOperator operation) {
  return operation == BinaryOperator::add || operation == BinaryOperator::subtract;
}

bool is_product(BinaryOperator operation) {
  return operation == BinaryOperator::multiply || operation == BinaryOperator::divide;
}

Value with_timestamp(BinaryOperator operation, const Value& left, const Value& right) {
  const bool adds = operation == BinaryOperator::add;
  if (right.is(Kind::duration) && is_sum(operation)) {
    const std::int64_t by = right.as_duration().count();
    return Value::timestamp(adds ? add(left.as_timestamp(), by, a_timestamp)
                                 : subtract(left.as_timestamp(), by, a_timestamp));
  }
  if (right.is(Kind::timestamp) && operation == BinaryOperator::subtract) {
    return Value::duration(Duration(subtract(left.as_timestamp(), right.as_timestamp(), a_duration)));
  }
  wrong_types(operation, left, right);
}

}  // namespace

Value checked_real(double number) {
  if (!std::isfinite(number)) overflow("a number");
  return Value::real(number);
}

Duration multiply(Duration duration, double factor) {
  check_magnitude(static_cast<double>(duration.count()) * factor);
  if (duration.count() == 0) return duration;
  const Binary64 parts = take_apart(factor);
  const Wide product = Wide{duration.count()} * parts.mantissa;  // below 2^116
  if (parts.exponent >= 0) return Duration(rounded_quotient(product * (Wide{1} << parts.exponent), 1));
  if (parts.exponent < -120) return Duration::zero();
  return Duration(rounded_quotient(product, Wide{1} << -parts.exponent));
}

Value calculate(BinaryOperator operation, const Value& left, const Value& right, Heap& heap) {
  if (left.is(Kind::integer) && right.is(Kind::integer)) {
    return integers(operation, left.as_integer(), right.as_integer());
  }
  if (left.is_number() && right.is_number()) return reals(operation, as_double(left), as_double(right));
  if (left.is(Kind::duration)) {
    if (right.is(Kind::duration) && (is_sum(operation) || operation == BinaryOperator::divide)) {
      return durations(operation, left, right);
    }
    if (right.is_number() && is_product(operation)) return duration_by_number(operation, left.as_duration(), right);
  }
  if (left.is_number() && right.is(Kind::duration) && operation == BinaryOperator::multiply) {
    return duration_by_number(operation, right.as_duration(), left);
  }
  if (left.is(Kind::timestamp)) return with_timestamp(operation, left, right);
  if (left.is(Kind::string) && right.is(Kind::string) && operation == BinaryOperator::add) {
    return join(left, right, heap);
  }
  wrong_types(operation, left, right);
}

Value negate(const Value& value) {
  if (value.is(Kind::integer)) return Value::integer(subtract(0, value.as_integer(), an_integer));
  if (value.is(Kind::real)) return Value::real(-value.as_real());
  if (value.is(Kind::duration)) return Value::duration(Duration(subtract(0, value.as_duration().count(), a_duration)));
  throw Fault("'-' does not take " + std::string(kind_name(value.kind())), "");
}

}  // namespace vtime::scenario
