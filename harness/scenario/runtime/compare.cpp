#include "scenario/runtime/compare.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>

#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

namespace {

/// Shared parts make a value larger than its memory: the comparison stops here.
constexpr std::size_t most_comparisons = 1'000'000;

std::strong_ordering order_of_doubles(double left, double right) {
  if (left < right) return std::strong_ordering::less;
  if (left > right) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

std::strong_ordering order_of_mixed(std::int64_t integer, double real) {
  constexpr double beyond = 9223372036854775808.0;  // 2^63
  if (real >= beyond) return std::strong_ordering::less;
  if (real < -beyond) return std::strong_ordering::greater;
  const double whole = std::trunc(real);
  const auto truncated = static_cast<std::int64_t>(whole);
  if (integer != truncated) return integer <=> truncated;
  return order_of_doubles(whole, real);
}

class Comparison {
 public:
  bool equal(const Value& left, const Value& right);

 private:
  bool equal_lists(const ListObject& left, const ListObject& right);
  bool equal_maps(const MapObject& left, const MapObject& right);

  std::size_t done_ = 0;
};

bool Comparison::equal(const Value& left, const Value& right) {
  if (++done_ > most_comparisons) {
    throw Fault::limit("these values are too large to be compared", "compare parts of them");
  }
  if (left.is_number() && right.is_number()) return order_of_numbers(left, right) == 0;
  if (left.kind() != right.kind()) return false;
  switch (left.kind()) {
    case Value::Kind::duration:
      return order_of_durations(left, right) == 0;
    case Value::Kind::string:
      return left.as_string().text() == right.as_string().text();
    case Value::Kind::error:
      return left.as_error().message()->text() == right.as_error().message()->text();
    case Value::Kind::list:
      return equal_lists(left.as_list(), right.as_list());
    case Value::Kind::map:
      return equal_maps(left.as_map(), right.as_map());
    case Value::Kind::function:
    case Value::Kind::handle:
    case Value::Kind::promise:
      return left.object() == right.object();
    default:
      return left.as_integer() == right.as_integer();
  }
}

bool Comparison::equal_lists(const ListObject& left, const ListObject& right) {
  if (&left == &right) return true;
  const auto a = left.items();
  const auto b = right.items();
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [this](const Value& x, const Value& y) { return equal(x, y); });
}

bool Comparison::equal_maps(const MapObject& left, const MapObject& right) {
  if (&left == &right) return true;
  if (left.size() != right.size()) return false;
  bool same = true;
  left.for_each([&](const StringObject& key, const Value& value) {
    if (!same) return;
    const Value* other = right.find(key.text());
    same = other != nullptr && equal(value, *other);
  });
  return same;
}

}  // namespace

bool equal(const Value& left, const Value& right) { return Comparison().equal(left, right); }

std::strong_ordering order_of_numbers(const Value& left, const Value& right) {
  const bool left_whole = left.is(Value::Kind::integer);
  const bool right_whole = right.is(Value::Kind::integer);
  if (left_whole && right_whole) return left.as_integer() <=> right.as_integer();
  if (left_whole) return order_of_mixed(left.as_integer(), right.as_real());
  if (right_whole) return 0 <=> order_of_mixed(right.as_integer(), left.as_real());
  return order_of_doubles(left.as_real(), right.as_real());
}

std::strong_ordering order_of_durations(const Value& left, const Value& right) {
  return left.as_duration().count() <=> right.as_duration().count();
}

std::strong_ordering order(const Value& left, const Value& right) {
  if (left.is_number() && right.is_number()) return order_of_numbers(left, right);
  if (left.kind() == right.kind()) {
    if (left.is(Value::Kind::duration)) return order_of_durations(left, right);
    if (left.is(Value::Kind::timestamp)) return left.as_timestamp() <=> right.as_timestamp();
    if (left.is(Value::Kind::string)) return left.as_string().text().compare(right.as_string().text()) <=> 0;
  }
  std::string help = "'<', '<=', '>' and '>=' take two numbers, two strings, two durations or two timestamps";
  if ((left.is(Value::Kind::duration) && right.is_number()) || (left.is_number() && right.is(Value::Kind::duration))) {
    help = "write the number with a unit: '5ms' instead of '5'";
  }
  throw Fault("cannot compare " + std::string(kind_name(left.kind())) + " with " + std::string(kind_name(right.kind())),
              help);
}

}  // namespace vtime::scenario
