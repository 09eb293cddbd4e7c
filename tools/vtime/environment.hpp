/// The world around the program, as its commands see it: tests give them another.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "output.hpp"

namespace vtime::tool {

struct Environment {
  Output& out;
  Output& err;
  /// The value of an environment variable; none when it is not set.
  std::function<std::optional<std::string>(const char*)> variable;
  /// Lets that much real time pass.
  std::function<void(std::chrono::nanoseconds)> sleep;

  /// Whether a variable is set to something other than `0`, `false` and nothing.
  bool is_set(const char* name) const {
    const auto value = variable(name);
    return value && !value->empty() && *value != "0" && *value != "false";
  }
};

}  // namespace vtime::tool
