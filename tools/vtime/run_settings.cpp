#include "run_settings.hpp"

#include <algorithm>
#include <thread>

#include "colour.hpp"
#include "option_values.hpp"
#include "plugin.hpp"
#include "scenario_files.hpp"
#include "usage_error.hpp"

namespace vtime::tool {
namespace {

constexpr unsigned most_jobs = 1024;

unsigned read_jobs(const Arguments& arguments) {
  const auto jobs = static_cast<unsigned>(read_number_option(arguments, "jobs", 0, most_jobs).value_or(0));
  return jobs > 0 ? jobs : std::clamp(std::thread::hardware_concurrency(), 1u, most_jobs);
}

ScenarioSettings read_scenario_settings(const Arguments& arguments) {
  ScenarioSettings settings;
  settings.seed = read_number_option(arguments, "seed");
  settings.repeat = read_number_option(arguments, "repeat", 1, 1'000'000'000).value_or(1);
  settings.shuffle_ties = read_number_option(arguments, "shuffle-ties");
  settings.bindings = load_plugins(arguments);
  settings.report_ties = arguments.has("report-ties");
  settings.check_determinism = arguments.has("check-determinism");
  return settings;
}

std::optional<std::string> read_file_option(const Arguments& arguments, const std::string& option) {
  if (arguments.has(option) && !arguments.value(option)) throw UsageError("--" + option + " needs the name of a file");
  return arguments.value(option);
}

void check_update(const RunSettings& settings, const Arguments& arguments, const Environment& environment) {
  if (arguments.has("force") && !settings.update) throw UsageError("--force goes with --update");
  if (!settings.update) return;
  if (environment.is_set("CI") && !arguments.has("force")) {
    throw UsageError("--update is refused because CI is set: a test must not write its own expectations",
                     "add --force to do it all the same");
  }
  if (std::count(settings.paths.begin(), settings.paths.end(), standard_input) > 0) {
    throw UsageError("--update can't write to standard input", "name the file");
  }
  if (settings.scenario.repeat > 1 || settings.scenario.shuffle_ties || settings.scenario.seed) {
    throw UsageError("--update goes with the scenario's own seed and order only",
                     "leave --repeat, --shuffle-ties and --seed out");
  }
}

}  // namespace

RunSettings read_run_settings(const Arguments& arguments, const Environment& environment) {
  RunSettings settings;
  settings.paths = arguments.positional();
  settings.filters = arguments.values("filter");
  settings.shard = read_shard(arguments, environment);
  settings.scenario = read_scenario_settings(arguments);
  settings.jobs = read_jobs(arguments);
  settings.update = arguments.has("update");
  settings.fail_fast = arguments.has("fail-fast");
  settings.verbose = arguments.has("verbose");
  settings.quiet = arguments.has("quiet");
  settings.github = environment.variable("GITHUB_ACTIONS").value_or("") == "true";
  settings.junit = read_file_option(arguments, "junit");
  settings.json = read_file_option(arguments, "json");
  if (settings.junit && settings.junit == settings.json) throw UsageError("--junit and --json name the same file");
  settings.style = read_style(arguments, environment);
  settings.scenario.keep_lines = settings.verbose || settings.update;
  check_update(settings, arguments, environment);
  return settings;
}

}  // namespace vtime::tool
