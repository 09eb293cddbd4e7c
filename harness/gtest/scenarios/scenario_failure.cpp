#include "gtest/scenarios/scenario_failure.hpp"

#include <vector>

#include "scenario/run.hpp"
#include "trace/trace.hpp"
#include "transcript/diff_text.hpp"
#include "transcript/judge.hpp"

namespace vtime {
namespace {

using scenario::RunOptions;
using scenario::RunResult;

/// Runs are functions: the same run with a trace tells how the line that differs came about.
std::vector<ChainLink> causes(const scenario::Scenario& scenario, RunOptions options, const Judgement& judgement) {
  const auto line = line_to_explain(judgement);
  if (!line) return {};
  Trace trace;
  options.recorder = &trace;
  const RunResult traced = scenario::run(scenario, options);
  if (*line >= traced.lines.size()) return {};
  return trace.chain(traced.lines[*line].event);
}

std::string without_line_break(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

}  // namespace

std::string scenario_failure(const scenario::Scenario& scenario, const MakeBindings& bindings) {
  RunOptions options;
  options.bindings = &bindings;
  const RunResult run = scenario::run(scenario, options);
  if (run.diagnostic) return without_line_break(render(*run.diagnostic, scenario.source->text));
  if (!scenario.expect || scenario.expect->empty()) {
    return "nothing is expected of this scenario: add `expect`, or have it written by `vtime run --update`";
  }
  const Observed observed{run.lines, run.ended_at, run.pending};
  const Judgement judgement = judge(*scenario.expect, observed);
  if (judgement.passed()) return "";
  DiffTextOptions layout;
  layout.file = scenario.source->name;
  return without_line_break(
      diff_text(*scenario.expect, observed, judgement, causes(scenario, options, judgement), layout));
}

}  // namespace vtime
