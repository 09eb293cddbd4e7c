// Values on their way between a run and C++.

#include <cmath>
#include <utility>

#include "scenario/document/utf8.hpp"
#include "scenario/host/host_callback.hpp"
#include "scenario/host/host_run.hpp"
#include "scenario/host/valid_text.hpp"
#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/fault.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/nesting.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

std::string valid_text(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode(text, at);
    append_utf8(result, point.value);
    at += point.size;
  }
  return result;
}

// ---- to C++ ------------------------------------------------------------------------------------------------------

vtime::Value::Function HostRun::callback(const Ref<FunctionObject>& function) {
  return SharedHostCallback{std::make_shared<HostCallback>(*this, function)};
}

/// Lists and maps nest no deeper than deepest_nesting.
vtime::Value HostRun::to_public(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::boolean:
      return value.as_boolean();
    case Value::Kind::integer:
      return value.as_integer();
    case Value::Kind::real:
      return value.as_real();
    case Value::Kind::duration:
      return value.as_duration();
    case Value::Kind::timestamp:
      return WallTime(Duration(value.as_timestamp()));
    case Value::Kind::string:
      return value.as_string().text();
    case Value::Kind::function:
      return callback(Ref<FunctionObject>(&value.as_function()));
    case Value::Kind::error:
      return ErrorValue{value.as_error().message()->text()};
    case Value::Kind::list: {
      vtime::Value::List items;
      for (const Value& item : value.as_list().items()) items.push_back(to_public(item));
      return items;
    }
    case Value::Kind::map: {
      vtime::Value::Map entries;
      value.as_map().for_each(
          [&](const StringObject& key, const Value& item) { entries.emplace_back(key.text(), to_public(item)); });
      return entries;
    }
    default:
      return {};  // handles and promises mean nothing outside of the language
  }
}

// ---- from C++ ----------------------------------------------------------------------------------------------------

Ref<FunctionObject> HostRun::native(const vtime::Value::Function& function) {
  Native& native = natives_.emplace_back();
  native.is_host = true;
  native.place = place();
  native.body = function;
  return heap_.make<FunctionObject>(native, std::vector<Ref<CellObject>>());
}

/// Makes a value of the program of each kind that C++ may give.
struct HostRun::Importer {
  HostRun& run;
  std::uint32_t depth;

  Ref<StringObject> string(const std::string& text) const {
    check_length(text.size());
    return run.heap_.make<StringObject>(valid_text(text));
  }

  Value operator()(std::monostate) const { return Value::null(); }
  Value operator()(bool value) const { return Value::boolean(value); }
  Value operator()(std::int64_t value) const { return Value::integer(value); }
  Value operator()(double value) const {
    if (!std::isfinite(value)) throw Fault("C++ gave a number that is not finite", "give another value, such as null");
    return Value::real(value);
  }
  Value operator()(Duration value) const { return Value::duration(value); }
  Value operator()(WallTime value) const { return Value::timestamp(value.time_since_epoch().count()); }
  Value operator()(const std::string& text) const { return Value(string(text)); }
  Value operator()(const ErrorValue& error) const { return Value(run.heap_.make<ErrorObject>(string(error.message))); }
  Value operator()(const vtime::Value::List& list) const {
    std::vector<Value> items;
    items.reserve(list.size());
    for (const vtime::Value& item : list) items.push_back(run.to_internal(item, depth + 1));
    return Value(run.heap_.make<ListObject>(std::move(items)));
  }
  Value operator()(const vtime::Value::Map& map) const {
    auto object = run.heap_.make<MapObject>();
    for (const auto& [key, item] : map) object->put(string(key), run.to_internal(item, depth + 1));
    return Value(std::move(object));
  }
  /// A function that came out of this run goes back as what it was.
  Value operator()(const vtime::Value::Function& function) const {
    if (!function) return Value::null();
    if (const auto* shared = function.target<SharedHostCallback>()) {
      if (auto own = shared->callback->function_of(run)) return Value(std::move(own));
    }
    return Value(run.native(function));
  }
};

Value HostRun::to_internal(const vtime::Value& value, std::uint32_t depth) {
  if (depth > deepest_nesting) throw Fault("C++ gave lists and maps that nest too deep", "give them side by side");
  return value.visit(Importer{*this, depth});
}

}  // namespace vtime::scenario
