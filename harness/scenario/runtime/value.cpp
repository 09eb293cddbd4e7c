#include "scenario/runtime/value.hpp"

#include "scenario/runtime/error_object.hpp"
#include "scenario/runtime/function_object.hpp"
#include "scenario/runtime/handle_object.hpp"
#include "scenario/runtime/list_object.hpp"
#include "scenario/runtime/map_object.hpp"
#include "scenario/runtime/promise_object.hpp"
#include "scenario/runtime/string_object.hpp"

namespace vtime::scenario {

Value::Value(Ref<StringObject> object) : Value(Kind::string, *object) {}
Value::Value(Ref<ListObject> object) : Value(Kind::list, *object) {}
Value::Value(Ref<MapObject> object) : Value(Kind::map, *object) {}
Value::Value(Ref<FunctionObject> object) : Value(Kind::function, *object) {}
Value::Value(Ref<ErrorObject> object) : Value(Kind::error, *object) {}
Value::Value(Ref<HandleObject> object) : Value(Kind::handle, *object) {}
Value::Value(Ref<PromiseObject> object) : Value(Kind::promise, *object) {}
Value::Value(Ref<CellObject> object) : Value(Kind::cell, *object) {}

StringObject& Value::as_string() const { return static_cast<StringObject&>(*object()); }
ListObject& Value::as_list() const { return static_cast<ListObject&>(*object()); }
MapObject& Value::as_map() const { return static_cast<MapObject&>(*object()); }
FunctionObject& Value::as_function() const { return static_cast<FunctionObject&>(*object()); }
ErrorObject& Value::as_error() const { return static_cast<ErrorObject&>(*object()); }
HandleObject& Value::as_handle() const { return static_cast<HandleObject&>(*object()); }
PromiseObject& Value::as_promise() const { return static_cast<PromiseObject&>(*object()); }
CellObject& Value::as_cell() const { return static_cast<CellObject&>(*object()); }

std::string_view kind_name(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::undefined:
    case Value::Kind::null:
    case Value::Kind::cell:
      return "null";
    case Value::Kind::boolean:
      return "a boolean";
    case Value::Kind::integer:
      return "an integer";
    case Value::Kind::real:
      return "a number";
    case Value::Kind::duration:
      return "a duration";
    case Value::Kind::timestamp:
      return "a timestamp";
    case Value::Kind::string:
      return "a string";
    case Value::Kind::list:
      return "a list";
    case Value::Kind::map:
      return "a map";
    case Value::Kind::function:
      return "a function";
    case Value::Kind::error:
      return "an error";
    case Value::Kind::handle:
      return "a handle";
    case Value::Kind::promise:
      return "a promise";
  }
  return "null";
}

}  // namespace vtime::scenario
