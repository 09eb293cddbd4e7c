#include "run_scenario.hpp"

#include <utility>

#include "determinism.hpp"
#include "report/saturating.hpp"
#include "scenario/run.hpp"
#include "ties.hpp"
#include "trace/trace.hpp"
#include "transcript/diff_text.hpp"
#include "vtime/seeded_chooser.hpp"
#include "vtime/shuffle_chooser.hpp"

namespace vtime::tool {
namespace {

using report::Result;
using report::Verdict;

/// What one run depends on beside the scenario.
struct Attempt {
  std::uint64_t seed = 0;
  std::optional<std::uint64_t> ties;
  const MakeBindings* bindings = nullptr;
};

Attempt attempt_of(const scenario::Scenario& scenario, const ScenarioSettings& settings, std::uint64_t number) {
  Attempt attempt{settings.seed.value_or(scenario.seed) + number, std::nullopt, settings.bindings.get()};
  if (settings.shuffle_ties) attempt.ties = *settings.shuffle_ties + number;
  return attempt;
}

scenario::RunResult run_once(const scenario::Scenario& scenario, const Attempt& attempt, Recorder* recorder) {
  scenario::RunOptions options;
  options.bindings = attempt.bindings;
  options.seed = attempt.seed;
  options.recorder = recorder;
  if (!attempt.ties) return scenario::run(scenario, options);
  SeededChooser draws(attempt.seed);
  ShuffleChooser shuffled(draws, *attempt.ties);
  options.chooser = &shuffled;
  return scenario::run(scenario, options);
}

bool expects_something(const scenario::Scenario& scenario) { return scenario.expect && !scenario.expect->empty(); }

Verdict verdict_of(const scenario::Scenario& scenario, const scenario::RunResult& run, const Judgement& judgement) {
  if (run.ending == scenario::Ending::limited) return Verdict::limited;
  if (run.ending == scenario::Ending::faulted) return Verdict::failed;
  if (!expects_something(scenario)) return Verdict::unchecked;
  return judgement.passed() ? Verdict::passed : Verdict::failed;
}

/// What one run gave.
struct Outcome {
  scenario::RunResult run;
  Judgement judgement;
  Verdict verdict{};
};

Outcome run_and_judge(const scenario::Scenario& scenario, const Attempt& attempt) {
  Outcome outcome;
  outcome.run = run_once(scenario, attempt, nullptr);
  if (outcome.run.ending == scenario::Ending::finished && expects_something(scenario)) {
    outcome.judgement = judge(*scenario.expect, Observed{outcome.run.lines, outcome.run.ended_at, outcome.run.pending});
  }
  outcome.verdict = verdict_of(scenario, outcome.run, outcome.judgement);
  return outcome;
}

/// Runs it as often as asked and makes `result` tell of the first run that does not pass, else of the first. Returns
/// the seeds of that run.
Attempt run_repeatedly(Result& result, const ScenarioSettings& settings) {
  Attempt told;
  for (std::uint64_t number = 0; number < settings.repeat; ++number) {
    const Attempt attempt = attempt_of(*result.scenario, settings, number);
    Outcome outcome = run_and_judge(*result.scenario, attempt);
    result.virtual_time = report::saturating_sum(result.virtual_time, outcome.run.ended_at);
    const bool passed = outcome.verdict == Verdict::passed;
    const bool first_failure = !passed && result.failed_runs == 0;
    if (!passed) ++result.failed_runs;
    if (number > 0 && !first_failure) continue;
    told = attempt;
    result.verdict = outcome.verdict;
    result.judgement = std::move(outcome.judgement);
    result.run = std::move(outcome.run);
  }
  result.seed = told.seed;
  result.ties_seed = told.ties;
  return told;
}

/// Runs are functions: the same run with a trace tells how the line that differs came about.
void find_causes(Result& result, const Attempt& attempt) {
  const auto line = line_to_explain(result.judgement);
  if (!line) return;
  Trace trace;
  const scenario::RunResult traced = run_once(*result.scenario, attempt, &trace);
  if (*line < traced.lines.size()) result.chain = trace.chain(traced.lines[*line].event);
}

void find_ties(Result& result, const Attempt& attempt) {
  SeededChooser draws(attempt.seed);
  std::optional<ShuffleChooser> shuffled;
  if (attempt.ties) shuffled.emplace(draws, *attempt.ties);
  TieFinder finder(shuffled ? static_cast<Chooser&>(*shuffled) : draws);
  scenario::RunOptions options;
  options.bindings = attempt.bindings;
  options.seed = attempt.seed;
  options.chooser = &finder;
  options.recorder = &finder;
  scenario::run(*result.scenario, options);
  result.ties = finder.ties();
  result.ties_left_out = finder.left_out();
}

void compare_two_runs(Result& result, const Attempt& attempt) {
  EventLog first;
  EventLog second;
  const scenario::RunResult one = run_once(*result.scenario, attempt, &first);
  const scenario::RunResult two = run_once(*result.scenario, attempt, &second);
  result.divergence = first_divergence(first, one, second, two);
  if (result.divergence && result.passed()) result.verdict = Verdict::failed;
}

}  // namespace

Result run_scenario(std::shared_ptr<const scenario::Scenario> scenario, const ScenarioSettings& settings) {
  Result result;
  result.file = scenario->source->name;
  result.line = scenario->place.line;
  result.title = scenario->title;
  result.source = scenario->source;
  result.scenario = std::move(scenario);
  result.runs = settings.repeat;
  const Attempt told = run_repeatedly(result, settings);
  if (settings.check_determinism) compare_two_runs(result, told);
  if (settings.report_ties) find_ties(result, told);
  if (!result.passed()) find_causes(result, told);
  if (result.passed() && !settings.keep_lines) result.run.lines = {};
  return result;
}

}  // namespace vtime::tool
