#include "scenario/runtime/builtin_functions.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "scenario/runtime/arithmetic.hpp"
#include "scenario/runtime/compare.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/string_object.hpp"
#include "scenario/runtime/text_of_value.hpp"

namespace vtime::scenario {

namespace {

using Kind = Value::Kind;
using Arguments = std::vector<Value>;

[[noreturn]] void not_taken(const char* function, const char* taken, const Value& given) {
  throw Fault(std::string(function) + "() takes " + taken + ", not " + std::string(kind_name(given.kind())), "");
}

const std::string& string_argument(const Value& value, const char* function, const char* taken) {
  if (!value.is(Kind::string)) not_taken(function, taken, value);
  return value.as_string().text();
}

Value extreme(const Arguments& arguments, bool greatest) {
  const Value* best = &arguments.front();
  order(*best, *best);  // refuses what has no order
  for (const Value& argument : arguments) {
    const auto compared = order(argument, *best);
    if (greatest ? compared > 0 : compared < 0) best = &argument;
  }
  return *best;
}

Value absolute(const Value& value) {
  const bool negative = value.is(Kind::real) ? std::signbit(value.as_real()) : value.as_integer() < 0;
  if (!value.is_number() && !value.is(Kind::duration)) not_taken("abs", "a number or a duration", value);
  return negative ? negate(value) : value;
}

Value to_integer(const Value& value, const char* function, double (*rounding)(double)) {
  if (value.is(Kind::integer)) return value;
  if (!value.is(Kind::real)) not_taken(function, "a number", value);
  const double rounded = rounding(value.as_real());
  if (std::abs(rounded) >= 9223372036854775808.0) {
    throw Fault("overflow: the result does not fit into a 64-bit integer", "");
  }
  return Value::integer(static_cast<std::int64_t>(rounded));
}

std::size_t count_code_points(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Value length(const Value& value) {
  std::size_t size = 0;
  switch (value.kind()) {
    case Kind::string:
      size = count_code_points(value.as_string().text());
      break;
    case Kind::list:
      size = value.as_list().items().size();
      break;
    case Kind::map:
      size = value.as_map().size();
      break;
    default:
      not_taken("length", "a string, a list or a map", value);
  }
  return Value::integer(static_cast<std::int64_t>(size));
}

Value random(const Arguments& arguments, Engine& engine, const Site& site) {
  if (arguments.empty()) {
    constexpr std::uint64_t steps = std::uint64_t{1} << 53U;
    return Value::real(static_cast<double>(engine.number(site, steps)) / static_cast<double>(steps));
  }
  const std::int64_t least = whole_number(arguments[0], "the lower bound of random()");
  const std::int64_t most = whole_number(arguments[1], "the upper bound of random()");
  if (least > most) throw Fault("the bounds of random() are reversed", "write the smaller one first");
  // All 2^64 integers: the bound wraps to 0, which stands for 2^64.
  const std::uint64_t bound = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
  const std::uint64_t drawn = least == most ? 0 : engine.number(site, bound);
  return Value::integer(static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + drawn));
}

/// The list in `value`, which becomes one of its own when others refer to it too.
ListObject& own_list(Value& value, const char* function, Heap& heap) {
  if (!value.is(Kind::list)) not_taken(function, "a list", value);
  if (value.as_list().is_shared()) {
    const auto items = value.as_list().items();
    heap.work(items.size());
    value = Value(heap.make<ListObject>(std::vector<Value>(items.begin(), items.end())));
  }
  return value.as_list();
}

MapObject& own_map(Value& value, const char* function, Heap& heap) {
  if (!value.is(Kind::map)) not_taken(function, "a map", value);
  if (value.as_map().is_shared()) {
    heap.work(value.as_map().size());
    value = Value(heap.make<MapObject>(value.as_map()));
  }
  return value.as_map();
}

/// A bound of slice() as JavaScript takes it: negative ones count from the end, all are kept within the list.
std::size_t slice_bound(const Value& value, std::size_t size, const char* what) {
  std::int64_t bound = whole_number(value, what);
  const auto end = static_cast<std::int64_t>(size);
  if (bound < 0) bound = std::max<std::int64_t>(bound + end, 0);
  return static_cast<std::size_t>(std::min(bound, end));
}

Value slice(Arguments& arguments, Heap& heap) {
  if (!arguments[0].is(Kind::list)) not_taken("slice", "a list", arguments[0]);
  const std::size_t size = arguments[0].as_list().items().size();
  const std::size_t from = slice_bound(arguments[1], size, "the start of slice()");
  const std::size_t to = arguments.size() > 2 ? slice_bound(arguments[2], size, "the end of slice()") : size;
  if (!arguments[0].as_list().is_shared()) {
    arguments[0].as_list().keep(std::min(from, to), to);
    return std::move(arguments[0]);
  }
  const auto items = arguments[0].as_list().items().subspan(std::min(from, to), to - std::min(from, to));
  heap.work(items.size());
  return Value(heap.make<ListObject>(std::vector<Value>(items.begin(), items.end())));
}

Value keys(const Value& value, Heap& heap) {
  if (!value.is(Kind::map)) not_taken("keys", "a map", value);
  std::vector<Value> names;
  names.reserve(value.as_map().size());
  heap.work(value.as_map().size());
  value.as_map().for_each([&](StringObject& key, const Value&) { names.emplace_back(Ref<StringObject>(&key)); });
  return Value(heap.make<ListObject>(std::move(names)));
}

Value contains(const Value& whole, const Value& part, Heap& heap) {
  switch (whole.kind()) {
    case Kind::list: {
      const auto items = whole.as_list().items();
      heap.work(items.size());
      return Value::boolean(
          std::any_of(items.begin(), items.end(), [&](const Value& item) { return equal(item, part); }));
    }
    case Kind::map:
      return Value::boolean(whole.as_map().find(string_argument(part, "contains", "a string as key")) != nullptr);
    case Kind::string:
      return Value::boolean(whole.as_string().text().find(string_argument(part, "contains", "a string to look for")) !=
                            std::string::npos);
    default:
      not_taken("contains", "a list, a map or a string", whole);
  }
}

Value put(Arguments& arguments, Heap& heap) {
  string_argument(arguments[1], "put", "a string as key");
  own_map(arguments[0], "put", heap).put(Ref<StringObject>(&arguments[1].as_string()), std::move(arguments[2]));
  return std::move(arguments[0]);
}

Value remove(Arguments& arguments, Heap& heap) {
  const std::string& key = string_argument(arguments[1], "remove", "a string as key");
  own_map(arguments[0], "remove", heap).remove(key);
  return std::move(arguments[0]);
}

}  // namespace

std::int64_t whole_number(const Value& value, const char* what) {
  if (value.is(Kind::integer)) return value.as_integer();
  if (value.is(Kind::real)) {
    const double number = value.as_real();
    if (std::trunc(number) == number && std::abs(number) < 9223372036854775808.0) {
      return static_cast<std::int64_t>(number);
    }
    throw Fault(std::string(what) + " is " + text_of(value) + ", which is not a whole number",
                "use floor() or round()");
  }
  throw Fault(std::string(what) + " must be an integer, not " + std::string(kind_name(value.kind())), "");
}

Value call_builtin(Builtin builtin, std::vector<Value>& arguments, Heap& heap, Engine& engine, const Site& site) {
  switch (builtin) {
    case Builtin::now:
      return Value::duration(engine.program_clock_read(), {true, engine.current_event()});
    case Builtin::wall_now:
      engine.program_clock_read();
      return Value::timestamp(engine.wall_now().time_since_epoch().count());
    case Builtin::min:
      return extreme(arguments, false);
    case Builtin::max:
      return extreme(arguments, true);
    case Builtin::abs:
      return absolute(arguments[0]);
    case Builtin::floor:
      return to_integer(arguments[0], "floor", [](double x) { return std::floor(x); });
    case Builtin::round:
      return to_integer(arguments[0], "round", [](double x) { return std::round(x); });
    case Builtin::length:
      return length(arguments[0]);
    case Builtin::text:
      return Value(heap.make<StringObject>(text_of(arguments[0])));
    case Builtin::random:
      return random(arguments, engine, site);
    case Builtin::append:
      own_list(arguments[0], "append", heap).append(std::move(arguments[1]));
      return std::move(arguments[0]);
    case Builtin::slice:
      return slice(arguments, heap);
    case Builtin::put:
      return put(arguments, heap);
    case Builtin::remove:
      return remove(arguments, heap);
    case Builtin::keys:
      return keys(arguments[0], heap);
    case Builtin::contains:
      return contains(arguments[0], arguments[1], heap);
  }
  return Value::null();
}

}  // namespace vtime::scenario
