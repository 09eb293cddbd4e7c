#include "scenario/reader/scenario_reader.hpp"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "scenario/reader/constant_reader.hpp"
#include "scenario/reader/expectation_reader.hpp"
#include "scenario/reader/forms.hpp"
#include "scenario/reader/resource_reader.hpp"
#include "scenario/reader/statement_reader.hpp"

namespace vtime::scenario {
namespace {

std::string read_title(const ReadContext& context, const Node& node) {
  std::string title = read_prose(context, "scenario", node).value_or("");
  if (node.is_scalar() && !node.absent && title.find_first_not_of(" \t") == std::string::npos) {
    add_error(context, node.where, "an empty title", "say in a few words what the scenario shows");
  }
  if (title.find('\n') != std::string::npos) {
    add_error(context, node.where, "a title is one line", "'about' takes longer prose");
  }
  return title;
}

LoopKind read_loop(const ReadContext& context, const Node* node) {
  if (node == nullptr) return LoopKind::plain;
  return static_cast<LoopKind>(read_word(context, "loop", Form::loop, *node, {"plain", "node", "browser"}).value_or(0));
}

RunLimits read_limits(const ReadContext& context, const Node& node) {
  RunLimits limits;
  if (!expect_map(context, "limits", Form::limits, node)) return limits;
  check_keys(context, node, limits_keys);
  const auto count = [&](std::string_view key, std::uint64_t standard, std::uint64_t most) {
    const Node* value = node.find(key);
    return value == nullptr ? standard : read_count(context, key, *value, most).value_or(standard);
  };
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  limits.callbacks = count("callbacks", limits.callbacks, most);
  limits.statements = count("statements", limits.statements, most);
  limits.depth = static_cast<std::uint32_t>(count("depth", limits.depth, std::numeric_limits<std::uint32_t>::max()));
  if (const Node* value = node.find("virtual_time")) limits.virtual_time = read_delay(context, "virtual_time", *value);
  return limits;
}

std::unique_ptr<Function> read_named_function(const ReadContext& context, StatementReader& reader,
                                              const Node::Entry& entry) {
  const Node& node = *entry.value;
  auto function = std::make_unique<Function>();
  if (node.is_scalar() && node.text == "host") {
    function->is_host = true;
  } else if (node.is_map()) {
    check_keys(context, node, function_keys);
    const Node* params = node.find("params");
    const Node* async = node.find("async");
    const Node* body = node.find("do");
    std::vector<Target> parameters;
    if (params != nullptr) parameters = reader.read_names("params", *params);
    const bool is_async = async != nullptr && read_boolean(context, "async", *async).value_or(false);
    if (body != nullptr) function = reader.read_function("do", *body, std::move(parameters), is_async);
  } else {
    add_error(context, node.where,
              fmt::format("a function is a map with 'do', or the word 'host', not {}", describe(node)),
              fmt::format("for example '{}: {{params: [x], do: [{{log: \"${{x}}\"}}]}}'", entry.key->text));
  }
  function->name = entry.key->text;
  function->place = place_of(context, entry.key->where.begin);
  return function;
}

void read_functions(const ReadContext& context, StatementReader& reader, const Node& node, Program& program) {
  if (!expect_map(context, "functions", Form::functions, node)) return;
  for (const Node::Entry& entry : node.entries) {
    program.functions.push_back(read_named_function(context, reader, entry));
  }
}

void read_timeline_entry(const ReadContext& context, StatementReader& reader, const Node& node, Program& program) {
  if (!node.is_map()) {
    add_error(context, node.where, fmt::format("a timeline entry is a map with 'at' and 'do', not {}", describe(node)),
              "for example '{at: 1s, do: {emit: click}}'");
    return;
  }
  check_keys(context, node, timeline_keys);
  for (const std::string_view key : {"send", "signal", "close"}) {
    const Node::Entry* entry = find_entry(node, key);
    if (entry == nullptr) continue;
    add_error(context, entry->key->where, fmt::format("'{}' acts on a program, and this scenario has a script", key),
              "a script is acted on by 'do', for example 'do: {emit: data, with: [line]}'");
    return;
  }
  const Node* at = node.find("at");
  const Node* body = node.find("do");
  if (body == nullptr) {
    add_error(context, {node.where.begin, node.where.begin}, "a timeline entry needs 'do'",
              "for example 'do: {emit: click}'");
    return;
  }
  TimelineEntry entry;
  if (at != nullptr) entry.at = read_delay(context, "at", *at).value_or(Duration::zero());
  entry.body = reader.read_function("do", *body);
  entry.place = place_of(context, node.where.begin);
  program.timeline.push_back(std::move(entry));
}

void read_program_parts(const ReadContext& context, StatementReader& reader, const Node& root, Program& program) {
  if (const Node* node = root.find("resources")) program.resources = read_resources(context, *node);
  if (const Node* node = root.find("functions")) read_functions(context, reader, *node, program);
  if (const Node* node = root.find("script")) {
    program.script = reader.read_function("script", *node);
  } else {
    program.script = std::make_unique<Function>();
    program.script->place = place_of(context, root.where.begin);
  }
  const Node* timeline = root.find("timeline");
  if (timeline != nullptr && expect_list(context, "timeline", Form::timeline, *timeline)) {
    for (const auto& item : timeline->items) read_timeline_entry(context, reader, *item, program);
  }
  if (timeline == nullptr && root.find("script") == nullptr) {
    add_error(context, {root.where.begin, root.where.begin}, "a scenario needs 'script': there is nothing to run",
              "for example 'script: [{log: hello}]'");
  }
}

void read_settings(const ReadContext& context, const Node& root, Scenario& scenario) {
  if (const Node::Entry* title = find_entry(root, "scenario")) {
    scenario.title = read_title(context, *title->value);
    scenario.place = place_of(context, title->key->where.begin);
  }
  if (const Node* node = root.find("about")) read_prose(context, "about", *node);
  if (const Node* node = root.find("seed")) scenario.seed = read_seed(context, "seed", *node).value_or(0);
  if (const Node* node = root.find("epoch")) {
    scenario.epoch = read_timestamp(context, "epoch", Form::timestamp, *node).value_or(0);
  }
  if (const Node* node = root.find("stop_at")) scenario.stop_at = read_delay(context, "stop_at", *node);
  if (const Node* node = root.find("limits")) scenario.limits = read_limits(context, *node);
}

}  // namespace

ScenarioReading read_scenario(const ReadContext& context, const std::shared_ptr<const SourceFile>& source,
                              std::size_t index) {
  const Node& root = *source->documents[index].root;
  if (!root.is_map()) {
    add_error(context, root.where, fmt::format("a scenario is a map of keys, not {}", describe(root)),
              "it begins with 'scenario: TITLE', and its statements stand under 'script:'");
    return {nullptr, false};
  }
  auto scenario = std::make_shared<Scenario>();
  scenario->source = source;
  scenario->document = index;
  scenario->place = place_of(context, root.where.begin);
  scenario->loop = read_loop(context, root.find("loop"));
  check_keys(context, root, scenario_keys);
  read_settings(context, root, *scenario);
  if (const Node::Entry* program = find_entry(root, "program")) {
    add_error(context, program->key->where, "'program' is not supported by this version: it comes with 'vtime exec'",
              "a scenario of this version has a 'script'");
    return {std::move(scenario), false};
  }
  StatementReader reader(context, scenario->loop);
  read_program_parts(context, reader, root, scenario->program);
  if (const Node* node = root.find("expect")) scenario->expect = read_expectations(context, *node);
  return {std::move(scenario), !reader.lost_definitions()};
}

}  // namespace vtime::scenario
