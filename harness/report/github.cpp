#include "report/github.hpp"

#include <fmt/format.h>

#include <utility>

#include "report/explanation.hpp"

namespace vtime::report {
namespace {

std::string escaped(std::string_view text, bool in_property) {
  std::string command;
  for (const char c : text) {
    if (c == '%') {
      command += "%25";
    } else if (c == '\r') {
      command += "%0D";
    } else if (c == '\n') {
      command += "%0A";
    } else if (in_property && c == ':') {
      command += "%3A";
    } else if (in_property && c == ',') {
      command += "%2C";
    } else {
      command += c;
    }
  }
  return command;
}

std::string annotation(const char* level, std::string_view file, std::uint32_t line, std::uint32_t column,
                       std::string_view title, std::string_view message) {
  std::string place = fmt::format("file={},line={}", escaped(file, true), line);
  if (column > 0) place += fmt::format(",col={}", column);
  return fmt::format("::{} {},title={}::{}\n", level, place, escaped(title, true), escaped(message, false));
}

std::string annotation_of(const scenario::Diagnostic& diagnostic, std::string_view title) {
  const bool is_error = diagnostic.severity == scenario::Severity::error;
  const std::string message =
      diagnostic.help.empty() ? diagnostic.message : diagnostic.message + "\n" + diagnostic.help;
  return annotation(is_error ? "error" : "warning", diagnostic.file, diagnostic.where.begin.line,
                    diagnostic.where.begin.column, title, message);
}

/// The reason alone where there is no more to see.
std::string message_of(const Result& result) {
  if (result.verdict == Verdict::unchecked) return reason(result);
  std::string message = explanation(result);
  while (!message.empty() && message.back() == '\n') message.pop_back();
  return message;
}

}  // namespace

GitHub::GitHub(Write write) : write_(std::move(write)) {}

void GitHub::result(const Result& result) {
  for (const scenario::Diagnostic& diagnostic : result.diagnostics) write_(annotation_of(diagnostic, result.file));
  if (result.passed() || result.verdict == Verdict::invalid) return;
  if (result.run.diagnostic) {
    write_(annotation_of(*result.run.diagnostic, result.title));
    return;
  }
  write_(annotation("error", result.file, line_to_look_at(result), 0, result.title, message_of(result)));
}

void GitHub::finish(const Summary&) {}

}  // namespace vtime::report
