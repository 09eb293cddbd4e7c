/// A value of the scenario language, in 16 bytes.
#pragma once

#include <bit>
#include <cstdint>
#include <string_view>
#include <utility>

#include "scenario/runtime/object.hpp"
#include "vtime/duration.hpp"
#include "vtime/event_id.hpp"

namespace vtime::scenario {

class StringObject;
class ListObject;
class MapObject;
class FunctionObject;
class ErrorObject;
class HandleObject;
class PromiseObject;
class CellObject;

/// Where a duration came from: the event in which the program read the clock. Survives + and -.
struct ClockOrigin {
  bool is_clock = false;
  EventId event = EventId::main;
};

class Value {
 public:
  enum class Kind : std::uint8_t {
    undefined,  ///< a variable that has no value yet; a program never sees one
    null,
    boolean,
    integer,
    real,
    duration,
    timestamp,
    // From here on: references to objects.
    string,
    list,
    map,
    function,
    error,
    handle,
    promise,
    cell,  ///< a variable that closures share; a program never sees one
  };

  Value() noexcept = default;
  static Value null() { return Value(Kind::null, 0U); }
  static Value boolean(bool value) { return Value(Kind::boolean, value ? 1U : 0U); }
  static Value integer(std::int64_t value) { return Value(Kind::integer, static_cast<std::uint64_t>(value)); }
  static Value real(double value) { return Value(Kind::real, std::bit_cast<std::uint64_t>(value)); }
  static Value duration(Duration length, ClockOrigin origin = {}) {
    Value value(Kind::duration, static_cast<std::uint64_t>(length.count()));
    value.head_.is_clock = origin.is_clock;
    value.head_.event = origin.event;
    return value;
  }
  /// ns since 1970-01-01T00:00:00Z
  static Value timestamp(std::int64_t value) { return Value(Kind::timestamp, static_cast<std::uint64_t>(value)); }
  explicit Value(Ref<StringObject> object);
  explicit Value(Ref<ListObject> object);
  explicit Value(Ref<MapObject> object);
  explicit Value(Ref<FunctionObject> object);
  explicit Value(Ref<ErrorObject> object);
  explicit Value(Ref<HandleObject> object);
  explicit Value(Ref<PromiseObject> object);
  explicit Value(Ref<CellObject> object);

  Value(const Value& other) noexcept : head_(other.head_), bits_(other.bits_) {
    if (is_object()) object()->retain();
  }
  Value(Value&& other) noexcept : head_(other.head_), bits_(other.bits_) { other.head_.kind = Kind::undefined; }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Value() {
    if (is_object()) object()->release();
  }

  Kind kind() const { return head_.kind; }
  bool is(Kind kind) const { return head_.kind == kind; }
  bool is_undefined() const { return is(Kind::undefined); }
  bool is_null() const { return is(Kind::null); }
  bool is_number() const { return is(Kind::integer) || is(Kind::real); }

  // Each only for its kind.
  bool as_boolean() const { return bits_ != 0; }
  std::int64_t as_integer() const { return static_cast<std::int64_t>(bits_); }
  double as_real() const { return std::bit_cast<double>(bits_); }
  Duration as_duration() const { return Duration(as_integer()); }
  ClockOrigin clock_origin() const { return ClockOrigin{head_.is_clock, head_.event}; }
  std::int64_t as_timestamp() const { return as_integer(); }
  StringObject& as_string() const;
  ListObject& as_list() const;
  MapObject& as_map() const;
  FunctionObject& as_function() const;
  ErrorObject& as_error() const;
  HandleObject& as_handle() const;
  PromiseObject& as_promise() const;
  CellObject& as_cell() const;
  Object* object() const { return std::bit_cast<Object*>(bits_); }

 private:
  /// Written and copied as one word, for which it must have no gaps.
  struct Head {
    Kind kind = Kind::undefined;
    bool is_clock = false;  ///< with `event`, the ClockOrigin of a duration
    std::uint16_t unused = 0;
    EventId event = EventId::main;
  };

  Value(Kind kind, std::uint64_t bits) noexcept : head_{.kind = kind}, bits_(bits) {}
  Value(Kind kind, Object& object) noexcept : Value(kind, std::bit_cast<std::uint64_t>(&object)) { object.retain(); }
  bool is_object() const { return head_.kind >= Kind::string; }
  void swap(Value& other) noexcept {
    std::swap(head_, other.head_);
    std::swap(bits_, other.bits_);
  }

  Head head_;
  std::uint64_t bits_ = 0;  ///< the value itself, or the address of its object
};

static_assert(sizeof(Value) == 16 && sizeof(Object*) == 8);

/// The word for a kind in messages: "an integer", "a list", "null".
std::string_view kind_name(Value::Kind kind);

}  // namespace vtime::scenario
