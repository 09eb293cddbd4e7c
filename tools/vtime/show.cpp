#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "colour.hpp"
#include "commands.hpp"
#include "exit_codes.hpp"
#include "load_file.hpp"
#include "nothing_found.hpp"
#include "option_values.hpp"
#include "plugin.hpp"
#include "report/transcript_text.hpp"
#include "scenario/run.hpp"
#include "scenario_files.hpp"
#include "selection.hpp"
#include "usage_error.hpp"

namespace vtime::tool {
namespace {

/// How many times as fast as real time; 0: without waiting.
double read_speed(const Arguments& arguments) {
  if (!arguments.has("realtime")) return 0;
  const std::string text = arguments.value("realtime").value_or("");
  double speed = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, speed);
  if (error == std::errc{} && stopped == end && std::isfinite(speed) && speed > 0) return speed;
  throw UsageError(fmt::format("--realtime '{}' is no speed", text),
                   "write a number above 0: 1 is real time, 60 a minute in a second");
}

/// The real time that `duration` takes at that speed.
Duration slowed(Duration duration, double speed) {
  const double nanoseconds = static_cast<double>(duration.count()) / speed;
  constexpr double most = 9.2e18;
  return Duration(static_cast<Duration::rep>(std::min(nanoseconds, most)));
}

void print_lines(const scenario::RunResult& run, double speed, report::Style style, Environment& environment) {
  const report::TranscriptText text(run.lines, style);
  Duration reached{};
  for (std::size_t i = 0; i < text.size() && !environment.out.closed(); ++i) {
    if (speed > 0 && run.lines[i].at > reached) {
      environment.out.flush();
      environment.sleep(slowed(run.lines[i].at - reached, speed));
      reached = run.lines[i].at;
    }
    environment.out.write(text.line(i));
  }
}

int code_of(scenario::Ending ending) {
  switch (ending) {
    case scenario::Ending::finished:
      return exit_passed;
    case scenario::Ending::faulted:
      return exit_failed;
    case scenario::Ending::limited:
      return exit_limited;
  }
  return exit_internal;
}

void print_diagnostic(const scenario::Diagnostic& diagnostic, const std::string& source, Environment& environment) {
  environment.out.flush();
  environment.err.write(render(diagnostic, source));
  environment.err.flush();
}

}  // namespace

int show(const Arguments& arguments, Environment& environment) {
  const double speed = read_speed(arguments);
  const report::Style style = read_style(arguments, environment);
  scenario::RunOptions options;
  options.seed = read_number_option(arguments, "seed");
  const std::shared_ptr<const MakeBindings> bindings = load_plugins(arguments);
  options.bindings = bindings.get();
  const std::string& path = arguments.positional().front();
  if (find_scenario_files({path}) != std::vector<std::string>{path}) {
    throw UsageError(fmt::format("'{}' is a folder", path), "show takes one file");
  }
  const scenario::LoadedFile file = load_file(path);
  for (const scenario::Diagnostic& diagnostic : file.diagnostics) {
    print_diagnostic(diagnostic, file.source->text, environment);
  }
  if (has_errors(file.diagnostics)) return exit_invalid;
  Selection selection(arguments.values("filter"));
  int code = exit_passed;
  for (const auto& scenario : file.scenarios) {
    if (!selection.takes(file.source->name, scenario->title)) continue;
    if (file.scenarios.size() > 1) environment.out.write(fmt::format("--- {}\n", report::visible(scenario->title)));
    const scenario::RunResult run = scenario::run(*scenario, options);
    print_lines(run, speed, style, environment);
    if (run.diagnostic) print_diagnostic(*run.diagnostic, file.source->text, environment);
    code = std::max(code, code_of(run.ending));
  }
  return selection.matched() == 0 ? report_nothing(arguments.values("filter"), environment) : code;
}

}  // namespace vtime::tool
