#include "vtime/call.hpp"

#include <fmt/format.h>

#include "scenario/host/host_call.hpp"
#include "scenario/runtime/delays.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/string_object.hpp"
#include "scenario/runtime/text_of_value.hpp"

namespace vtime {

using Kind = scenario::Value::Kind;

namespace {

/// 1st, 2nd, ...: arguments are counted from 1 where people read of them.
InvalidCall refusal(const scenario::HostCall& call, std::size_t index, std::string_view problem) {
  return InvalidCall({.message = fmt::format("argument {} of '{}': {}", index + 1, call.function, problem),
                      .at = call.run.now(),
                      .place = call.run.place()});
}

InvalidCall missing(const scenario::HostCall& call, std::size_t index, std::string_view wanted) {
  const std::size_t given = call.values.size();
  return refusal(call, index,
                 fmt::format("{} is expected, but the call has {} argument{}", wanted,
                             given == 0 ? "no" : fmt::to_string(given), given == 1 ? "" : "s"));
}

InvalidCall wrong(const scenario::HostCall& call, std::size_t index, std::string_view wanted) {
  const scenario::Value& value = call.values[index];
  const bool says_kind = value.is_null() || !scenario::has_text(value);
  return refusal(call, index,
                 fmt::format("{} is expected, not {}{}", wanted, scenario::kind_name(value.kind()),
                             says_kind ? "" : ": " + scenario::shown(value)));
}

const scenario::Value& at(const scenario::HostCall& call, std::size_t index, std::string_view wanted) {
  if (index >= call.values.size()) throw missing(call, index, wanted);
  return call.values[index];
}

const scenario::Value& of_kind(const scenario::HostCall& call, std::size_t index, Kind kind, std::string_view wanted) {
  const scenario::Value& value = at(call, index, wanted);
  if (!value.is(kind)) throw wrong(call, index, wanted);
  return value;
}

}  // namespace

const std::string& Call::function() const { return host_.function; }
std::size_t Call::size() const { return host_.values.size(); }

template <>
bool Call::get<bool>(std::size_t index) const {
  return of_kind(host_, index, Kind::boolean, "a boolean").as_boolean();
}

std::int64_t Call::integer(std::size_t index) const {
  return of_kind(host_, index, Kind::integer, "an integer").as_integer();
}

template <>
double Call::get<double>(std::size_t index) const {
  const scenario::Value& value = at(host_, index, "a number");
  if (value.is(Kind::integer)) return static_cast<double>(value.as_integer());
  return of_kind(host_, index, Kind::real, "a number").as_real();
}

template <>
std::string Call::get<std::string>(std::size_t index) const {
  const scenario::Value& value = at(host_, index, "a string");
  if (value.is(Kind::error)) return value.as_error().message()->text();
  return of_kind(host_, index, Kind::string, "a string").as_string().text();
}

template <>
Duration Call::get<Duration>(std::size_t index) const {
  const scenario::Value& value = at(host_, index, "a duration");
  try {
    return scenario::delay_of(value, false).least;
  } catch (const scenario::Fault&) {
    throw wrong(host_, index, "a duration");
  }
}

template <>
WallTime Call::get<WallTime>(std::size_t index) const {
  const scenario::Value& value = at(host_, index, "a timestamp");
  try {
    return WallTime(Duration(scenario::timestamp_of(value)));
  } catch (const scenario::Fault&) {
    throw wrong(host_, index, "a timestamp");
  }
}

template <>
Value Call::get<Value>(std::size_t index) const {
  return host_.run.to_public(at(host_, index, "a value"));
}

Value::Function Call::callback(std::size_t index) const {
  const scenario::Value& value = of_kind(host_, index, Kind::function, "a function");
  return host_.run.callback(scenario::Ref<scenario::FunctionObject>(&value.as_function()));
}

void Call::result(const Value& value) { host_.result = host_.run.to_internal(value); }

void Call::log(std::string_view text) const { host_.run.log(text); }

Scheduler& Call::scheduler() const { return host_.run.scheduler(); }

void Call::refuse(std::size_t index, const char* wanted) const { throw wrong(host_, index, wanted); }

}  // namespace vtime
