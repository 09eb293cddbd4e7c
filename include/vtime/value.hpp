/// A value on its way between a scenario and C++.
///
///     vtime::Value answer(vtime::Value::Map{{"status", 200}, {"body", "hello"}});
///     answer.as<vtime::Value::Map>()[0].second.as<std::int64_t>()  // 200
///     done({answer, "a text", 1.5, 250ms, true});                  // the arguments of a function
#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "vtime/duration.hpp"
#include "vtime/wall_clock.hpp"

namespace vtime {

/// An error of the scenario language: what `throw` makes.
struct ErrorValue {
  std::string message;
};

/// What a scenario's variable may hold. It belongs to no run: it may be kept, copied, and given to another thread,
/// functions apart.
class Value {
 public:
  using List = std::vector<Value>;
  /// In the order written; no key occurs twice.
  using Map = std::vector<std::pair<std::string, Value>>;
  /// May be copied and kept; of a run that is over it does nothing and gives null.
  using Function = std::function<Value(std::vector<Value>)>;

  /// null
  Value() noexcept = default;
  Value(std::nullptr_t) noexcept {}  // NOLINT: values are meant to convert
  template <std::same_as<bool> T>
  Value(T value) noexcept : held_(value) {}  // NOLINT: values are meant to convert
  /// Throws InvalidArgument for a number beyond the 64 bits of the language.
  template <std::integral T>
  requires(!std::same_as<T, bool>) Value(T value)  // NOLINT: values are meant to convert
      : held_(in_range(value)) {}
  template <std::floating_point T>
  Value(T value) noexcept : held_(static_cast<double>(value)) {}  // NOLINT: values are meant to convert
  template <typename Rep, typename Period>
  Value(std::chrono::duration<Rep, Period> value)  // NOLINT: values are meant to convert
      : held_(std::chrono::duration_cast<Duration>(value)) {}
  Value(WallTime value) noexcept : held_(value) {}                   // NOLINT: values are meant to convert
  Value(const char* text) : held_(std::string(text)) {}              // NOLINT: values are meant to convert
  Value(std::string_view text) : held_(std::string(text)) {}         // NOLINT: values are meant to convert
  Value(std::string text) noexcept : held_(std::move(text)) {}       // NOLINT: values are meant to convert
  Value(List items) noexcept : held_(std::move(items)) {}            // NOLINT: values are meant to convert
  Value(Map entries) noexcept : held_(std::move(entries)) {}         // NOLINT: values are meant to convert
  Value(Function function) noexcept : held_(std::move(function)) {}  // NOLINT: values are meant to convert
  Value(ErrorValue error) noexcept : held_(std::move(error)) {}      // NOLINT: values are meant to convert

  bool is_null() const { return std::holds_alternative<std::monostate>(held_); }
  /// `T` is bool, std::int64_t, double, Duration, WallTime, std::string, List, Map, Function or ErrorValue.
  template <typename T>
  bool is() const {
    return std::holds_alternative<T>(held_);
  }
  /// Throws InvalidArgument when it is something else.
  template <typename T>
  const T& as() const {
    if (const T* value = std::get_if<T>(&held_)) return *value;
    refuse(Value(T()));
  }
  /// Calls `visitor` with what it holds; std::monostate for null.
  template <typename Visitor>
  decltype(auto) visit(Visitor&& visitor) const {
    return std::visit(std::forward<Visitor>(visitor), held_);
  }
  /// The value under `key` of a map; null where there is none. Throws InvalidArgument when it is no map.
  const Value& operator[](std::string_view key) const;

 private:
  template <typename T>
  static std::int64_t in_range(T value) {
    if (!std::in_range<std::int64_t>(value)) refuse_number();
    return static_cast<std::int64_t>(value);
  }
  [[noreturn]] static void refuse_number();
  [[noreturn]] void refuse(const Value& wanted) const;

  std::variant<std::monostate, bool, std::int64_t, double, Duration, WallTime, std::string, List, Map, Function,
               ErrorValue>
      held_;
};

/// `an integer`, `a list`, `null`: the word for its kind in messages.
std::string_view kind_name(const Value& value);

}  // namespace vtime
