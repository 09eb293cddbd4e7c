/// One call of a C++ function by a scenario.
///
///     bindings.function("connect", [&](vtime::Call& call) {
///       auto done = call.callback(1);
///       client.connect(call.get<std::string>(0), [done](int status) { done({status}); });
///     });
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "vtime/callback_error.hpp"
#include "vtime/duration.hpp"
#include "vtime/scheduler.hpp"
#include "vtime/value.hpp"
#include "vtime/wall_clock.hpp"

namespace vtime {

namespace scenario {
class HostCall;
}

/// Arguments and result. It lives as long as the call; what is needed later is to be copied out of it. Its functions
/// throw InvalidCall for an argument that is missing or of another kind.
class Call {
 public:
  explicit Call(scenario::HostCall& host) : host_(host) {}
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  /// The name under which the function is bound.
  const std::string& function() const;
  /// How many arguments there are.
  std::size_t size() const;

  /// The argument at `index`, counted from 0. `T` is bool, an integer type, double, std::string, Duration, WallTime or
  /// Value. As everywhere in the language, a double may be written as an integer, a duration as a number of
  /// milliseconds or as text (`250ms`).
  template <typename T>
  T get(std::size_t index) const;
  template <std::integral T>
  requires(!std::same_as<T, bool>) T get(std::size_t index)
  const {
    const std::int64_t value = integer(index);
    if (!std::in_range<T>(value)) refuse(index, "a smaller number");
    return static_cast<T>(value);
  }

  /// The function at `index`. It may be copied and called later, also more than once: from a timer of scheduler(), or
  /// before the call returns. An error that it throws comes out as a CallbackError. When the run is over it does
  /// nothing.
  Value::Function callback(std::size_t index) const;

  /// What `into` of the `call` gets; null unless it is set.
  void result(const Value& value);

  /// Writes a line into the transcript, at the place of the `call`.
  void log(std::string_view text) const;

  /// The time of the run, by the rules of its event loop. Lives until the run is over.
  Scheduler& scheduler() const;

 private:
  std::int64_t integer(std::size_t index) const;
  [[noreturn]] void refuse(std::size_t index, const char* wanted) const;

  scenario::HostCall& host_;
};

template <>
bool Call::get<bool>(std::size_t index) const;
template <>
double Call::get<double>(std::size_t index) const;
template <>
std::string Call::get<std::string>(std::size_t index) const;
template <>
Duration Call::get<Duration>(std::size_t index) const;
template <>
WallTime Call::get<WallTime>(std::size_t index) const;
template <>
Value Call::get<Value>(std::size_t index) const;

}  // namespace vtime
