/// What stops a run: a run-time error of the language, or a limit.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "scenario/diagnostic.hpp"

namespace vtime::scenario {

/// Thrown where the mistake is found, given its place by the innermost expression or statement around it, caught by
/// run(). The program itself never sees one.
class Fault : public std::exception {
 public:
  explicit Fault(std::string message, std::string help = {}) : message_(std::move(message)), help_(std::move(help)) {}

  static Fault limit(std::string message, std::string help) {
    Fault fault(std::move(message), std::move(help));
    fault.is_limit_ = true;
    return fault;
  }

  const char* what() const noexcept override { return message_.c_str(); }
  const std::string& message() const { return message_; }
  const std::string& help() const { return help_; }
  bool is_limit() const { return is_limit_; }
  const std::optional<Span>& where() const { return where_; }

  void set_where(const Span& where) { where_ = where; }
  void add_help(const std::string& text) { help_ += help_.empty() ? text : "; " + text; }

 private:
  std::string message_;
  std::string help_;
  std::optional<Span> where_;
  bool is_limit_ = false;
};

}  // namespace vtime::scenario
