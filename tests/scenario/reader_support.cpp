#include "scenario/reader_support.hpp"

#include <fmt/format.h>

namespace vtime::scenario {
namespace {

std::string indented(const std::string& lines) {
  std::string result = "  ";
  for (const char c : lines) result += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return result;
}

}  // namespace

std::shared_ptr<const Scenario> load_right(const std::string& rest) {
  const std::string script = rest.find("script:") == std::string::npos ? "\nscript: []\n" : "";
  const LoadedFile file = load("test.yaml", "scenario: A title\n" + rest + script);
  for (const Diagnostic& diagnostic : file.diagnostics) ADD_FAILURE() << render(diagnostic, file.source->text);
  if (file.scenarios.size() != 1) throw std::runtime_error("no scenario in " + rest);
  return file.scenarios.front();
}

std::shared_ptr<const Scenario> load_script(const std::string& statements, const std::string& keys) {
  return load_right(keys + "script:\n" + indented(statements));
}

const Function& body_of(const ExpressionPtr& callback) { return *std::get<FunctionLiteral>(callback->form).function; }

std::vector<std::string> mistakes_of(const std::string& text) {
  std::vector<std::string> mistakes;
  for (const Diagnostic& diagnostic : load("test.yaml", text).diagnostics) {
    const Position& begin = diagnostic.where.begin;
    mistakes.push_back(fmt::format("{}:{} {}", begin.line, begin.column, diagnostic.message));
  }
  return mistakes;
}

}  // namespace vtime::scenario
