#include "run_support.hpp"

#include <gtest/gtest.h>

#include "vtime/duration.hpp"

namespace vtime::scenario {

std::shared_ptr<const Scenario> scenario_of(std::string_view yaml) {
  const LoadedFile file = load("test.yaml", "scenario: a test\n" + std::string(yaml));
  for (const Diagnostic& diagnostic : file.diagnostics) {
    ADD_FAILURE() << render(diagnostic, file.source->text);
  }
  return file.scenarios.empty() ? nullptr : file.scenarios.front();
}

RunResult run_text(std::string_view yaml, const RunOptions& options) {
  const auto scenario = scenario_of(yaml);
  return scenario == nullptr ? RunResult() : run(*scenario, options);
}

RunOptions with(const MakeBindings& make) {
  RunOptions options;
  options.bindings = &make;
  return options;
}

std::string message_of(const RunResult& result) { return result.diagnostic ? result.diagnostic->message : "no error"; }

std::vector<std::string> transcript(const RunResult& result) {
  std::vector<std::string> lines;
  for (const Line& line : result.lines) {
    lines.push_back(to_text(line.at) + (line.kind == LineKind::uncaught ? ": uncaught: " : ": ") + line.text);
  }
  return lines;
}

namespace {

RunResult run_well(std::string_view yaml, const RunOptions& options) {
  RunResult result = run_text(yaml, options);
  if (result.diagnostic) ADD_FAILURE() << result.diagnostic->message << " (" << result.diagnostic->help << ")";
  return result;
}

}  // namespace

std::vector<std::string> transcript_of(std::string_view yaml, const RunOptions& options) {
  return transcript(run_well(yaml, options));
}

std::vector<std::string> log_of(std::string_view yaml, const RunOptions& options) {
  std::vector<std::string> texts;
  for (const Line& line : run_well(yaml, options).lines) texts.push_back(line.text);
  return texts;
}

std::string value_of(std::string_view expression, std::string_view definitions) {
  std::string quoted;
  for (const char c : expression) quoted += c == '\'' ? "''" : std::string(1, c);
  const RunResult result = run_text("script:\n" + std::string(definitions) + "  - log: '${" + quoted + "}'\n");
  if (result.diagnostic) return "error: " + result.diagnostic->message;
  return result.lines.empty() ? "nothing" : result.lines.front().text;
}

std::string fault_of(std::string_view yaml, const RunOptions& options) {
  const RunResult result = run_text(yaml, options);
  if (!result.diagnostic) return "no fault";
  const Diagnostic& diagnostic = *result.diagnostic;
  std::string text = std::to_string(diagnostic.where.begin.line) + ":" + std::to_string(diagnostic.where.begin.column) +
                     ": " + diagnostic.message;
  if (!diagnostic.help.empty()) text += " (" + diagnostic.help + ")";
  return text;
}

}  // namespace vtime::scenario
