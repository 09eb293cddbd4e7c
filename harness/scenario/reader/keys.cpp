#include "scenario/reader/keys.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace vtime::scenario {
namespace {

const Key* find_key(std::span<const Key> keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(), [name](const Key& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

constexpr std::array scenario_table{
    Key{"scenario", Form::title, is_required, "The title: what the scenario shows. Unique within its file."},
    Key{"about", Form::prose, is_optional, "Prose for readers; it has no effect."},
    Key{"loop", Form::loop, is_optional, "The event-loop model: plain (default), node or browser."},
    Key{"seed", Form::seed, is_optional, "Seeds every random choice of the run; 0 by default."},
    Key{"epoch", Form::timestamp, is_optional,
        "What the wall clock reads at virtual time 0: an ISO 8601 UTC timestamp, 1970-01-01T00:00:00Z by default."},
    Key{"stop_at", Form::delay, is_optional,
        "The run ends at this virtual time, what is due at it included, even if work is pending."},
    Key{"limits", Form::limits, is_optional, "What stops a run that never ends."},
    Key{"resources", Form::resources, is_optional,
        "Simulated files, services and devices by name: things that take time."},
    Key{"functions", Form::functions, is_optional, "Named functions, visible everywhere."},
    Key{"script", Form::body, is_optional, "The synchronous main program, run at virtual time 0."},
    Key{"program", Form::program, is_optional, "An unmodified program as the subject, in place of a script."},
    Key{"timeline", Form::timeline, is_optional, "What happens from outside at fixed times: a click, a packet."},
    Key{"expect", Form::expect, is_optional, "What must be seen: the transcript, or a map of expectations."},
};

constexpr std::array limits_table{
    Key{"callbacks", Form::count, is_optional,
        "How many callbacks may run: timers, completions, ticks, microtasks, frames. 1000000 by default."},
    Key{"statements", Form::count, is_optional, "How many statements one callback may run; 10000000 by default."},
    Key{"virtual_time", Form::delay, is_optional, "How far the virtual clock may go; no limit by default."},
    Key{"depth", Form::count, is_optional, "How deep functions, listeners and executors may nest; 200 by default."},
};

constexpr std::array program_table{
    Key{"command", Form::command, is_required, "The program and its arguments."},
    Key{"directory", Form::prose, is_optional, "The folder that it runs in; that of the scenario file by default."},
    Key{"environment", Form::environment, is_optional, "Variables of its environment."},
    Key{"backend", Form::prose, is_optional, "How its time is made virtual: auto, preload or trace."},
};

constexpr Key latency_key{"latency", Form::latency, is_optional, "How long a load takes: a duration or a range."};
constexpr Key result_key{"result", Form::constant, is_optional, "What a load gives."};
constexpr Key error_key{"error", Form::constant, is_optional, "The error that a load fails with."};

constexpr std::array resource_table{
    latency_key,
    result_key,
    error_key,
    Key{"responses", Form::responses, is_optional, "Results and errors used up in order, the last one repeating."},
    Key{"concurrency", Form::count, is_optional,
        "How many loads may be in flight; the rest wait in the order of their start."},
};

constexpr std::array response_table{latency_key, result_key, error_key};

constexpr Key params_key{"params", Form::names, is_optional, "The names that the arguments get."};
constexpr Key async_key{"async", Form::boolean, is_optional,
                        "Whether it is an async function: it may await, and calling it gives a promise."};

constexpr std::array function_table{
    params_key,
    async_key,
    Key{"do", Form::body, is_required, "What the function does."},
};

constexpr std::array function_value_table{
    Key{"function", Form::names, is_required, "The names that the arguments get."},
    async_key,
    Key{"do", Form::body, is_required, "What the function does."},
};

constexpr std::array timeline_table{
    Key{"at", Form::delay, is_required, "The virtual time at which it happens."},
    Key{"do", Form::body, is_optional, "What happens then."},
    Key{"send", Form::prose, is_optional, "With `program`: a line for its standard input."},
    Key{"signal", Form::prose, is_optional, "With `program`: a signal that it gets."},
    Key{"close", Form::prose, is_optional, "With `program`: the word `input`; closes its standard input."},
};

constexpr std::array expect_table{
    Key{"transcript", Form::transcript, is_optional, "The lines to be seen, in order and whole."},
    Key{"never", Form::patterns, is_optional, "Patterns that no line may match."},
    Key{"order", Form::orders, is_optional, "Pairs [A, B]: where both occur, the first A comes before the first B."},
    Key{"within", Form::withins, is_optional,
        "For each line that matches `from`, one that matches `to` follows in time."},
    Key{"count", Form::counts, is_optional, "How often a line is seen."},
    Key{"ends_at", Form::delay, is_optional, "The clock when the last callback, or the script, ended."},
    Key{"pending", Form::labels, is_optional, "The names of what is still pending at the end; [] for nothing."},
    Key{"exit", Form::exit_status, is_optional, "The exit status of a program, or `signal NAME`."},
};

constexpr Key matches_key{"matches", Form::prose, is_optional, "A regular expression (RE2), searched in the line."};
constexpr Key uncaught_key{"uncaught", Form::line, is_optional, "An error or rejection that nothing caught."};
constexpr Key stderr_key{"stderr", Form::line, is_optional, "A line that a program wrote to its standard error."};

constexpr std::array entry_table{
    matches_key,
    uncaught_key,
    stderr_key,
    Key{"any_order", Form::entries, is_optional, "These lines, in any order."},
};

constexpr std::array line_table{matches_key, uncaught_key, stderr_key};

constexpr std::array pattern_table{
    Key{"matches", Form::prose, is_required, "A regular expression (RE2), searched in the line."},
};

constexpr std::array within_table{
    Key{"from", Form::pattern, is_required, "The line that starts the clock."},
    Key{"to", Form::pattern, is_required, "The line that has to follow."},
    Key{"at_most", Form::delay, is_required, "How soon."},
};

constexpr std::array count_table{
    Key{"line", Form::pattern, is_required, "The lines that are counted."},
    Key{"times", Form::times, is_required, "How often: a number, or a range such as 1..3."},
};

}  // namespace

const Key* MapShape::find(std::string_view name) const { return find_key(keys, name); }

const Key* Verb::find_option(std::string_view name) const { return find_key(options, name); }

constinit const MapShape scenario_keys{"a scenario", scenario_table};
constinit const MapShape limits_keys{"'limits'", limits_table};
constinit const MapShape program_keys{"'program'", program_table};
constinit const MapShape resource_keys{"a resource", resource_table};
constinit const MapShape response_keys{"a response", response_table};
constinit const MapShape function_keys{"a function", function_table};
constinit const MapShape function_value_keys{"a function value", function_value_table};
constinit const MapShape timeline_keys{"a timeline entry", timeline_table};
constinit const MapShape expect_keys{"'expect'", expect_table};
constinit const MapShape entry_keys{"a transcript entry", entry_table};
constinit const MapShape line_keys{"a line", line_table};
constinit const MapShape pattern_keys{"a pattern", pattern_table};
constinit const MapShape within_keys{"a 'within' rule", within_table};
constinit const MapShape count_keys{"a 'count' rule", count_table};

std::vector<const MapShape*> all_map_shapes() {
  return {&scenario_keys, &limits_keys,         &program_keys,  &resource_keys, &response_keys,
          &function_keys, &function_value_keys, &timeline_keys, &expect_keys,   &entry_keys,
          &line_keys,     &pattern_keys,        &within_keys,   &count_keys};
}

const Verb* find_verb(std::string_view name) {
  static const auto by_name = [] {
    std::unordered_map<std::string_view, const Verb*> index;
    for (const Verb& verb : verbs()) index.emplace(verb.key.name, &verb);
    return index;
  }();
  const auto found = by_name.find(name);
  return found == by_name.end() ? nullptr : found->second;
}

}  // namespace vtime::scenario
