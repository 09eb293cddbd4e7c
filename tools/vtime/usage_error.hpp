/// A mistake in how the program was called.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace vtime::tool {

/// `what()` says what is wrong in one line, `help` what to do; it may be empty.
class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const std::string& message, std::string help_text = "")
      : std::runtime_error(message), help(std::move(help_text)) {}
  std::string help;
};

}  // namespace vtime::tool
