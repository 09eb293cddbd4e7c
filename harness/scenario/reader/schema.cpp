#include "scenario/reader/schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "scenario/reader/forms.hpp"
#include "scenario/reader/keys.hpp"

namespace vtime::scenario {
namespace {

using Json = nlohmann::ordered_json;

// A number of a duration, a duration, and a range, as regular expressions.
constexpr std::string_view number_pattern = "([0-9]+(\\.[0-9]*)?|\\.[0-9]+)";

std::string duration_pattern() { return fmt::format("[+-]?({0}|({0}(ns|us|\u00b5s|ms|s|m|h|d))+)", number_pattern); }
std::string duration_text_pattern() { return fmt::format("^{}$", duration_pattern()); }
std::string range_pattern() { return fmt::format("{0}(\\.\\.{0})?", duration_pattern()); }
std::string range_text_pattern() { return fmt::format("^{}$", range_pattern()); }

Json reference(std::string_view definition) { return {{"$ref", fmt::format("#/definitions/{}", definition)}}; }

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json map_of(Json values) { return {{"type", "object"}, {"additionalProperties", std::move(values)}}; }

Json words(std::initializer_list<std::string_view> allowed) { return {{"enum", allowed}}; }

/// A number of milliseconds, or a text that matches `pattern`.
Json number_or_text(const std::string& pattern) {
  return {{"anyOf", {{{"type", "number"}}, {{"type", "string"}, {"pattern", pattern}}}}};
}

/// What holds `${}`: its value is known only when the program runs.
constexpr std::string_view interpolation_pattern = "\\$\\{";

Json or_interpolated(Json constant) {
  return {{"anyOf", {std::move(constant), {{"type", "string"}, {"pattern", interpolation_pattern}}}}};
}

Json constant_form(Form form) {
  switch (form) {
    case Form::name:
      return reference("name");
    case Form::names:
      return list_of(reference("name"));
    case Form::boolean:
      return {{"type", "boolean"}};
    case Form::count:
      return {{"type", "integer"}, {"minimum", 1}};
    case Form::seed:
      return {{"type", "integer"}};
    case Form::loop:
      return words({"plain", "node", "browser"});
    case Form::missed:
      return words({"burst", "delay", "skip"});
    case Form::the_loop:
      return {{"const", "loop"}};
    case Form::delay:
      return reference("duration");
    case Form::latency:
      return reference("range");
    case Form::timestamp:
      return reference("timestamp");
    case Form::constant:
      return true;
    default:
      return reference("text");
  }
}

Json program_form(Form form) {
  switch (form) {
    case Form::value:
      return reference("value");
    case Form::values:
      return list_of(reference("value"));
    case Form::list:
      return or_interpolated(list_of(reference("value")));
    case Form::number:
      return or_interpolated({{"type", "integer"}, {"minimum", 0}});
    case Form::condition:
    case Form::handle:
    case Form::promise:
    case Form::function:
      return reference("expression");
    case Form::body:
      return reference("body");
    case Form::bodies:
      return {{"type", "array"}, {"items", reference("body")}, {"minItems", 1}};
    case Form::assignments:
      return {{"type", "object"},
              {"propertyNames", reference("name")},
              {"additionalProperties", reference("value")},
              {"minProperties", 1}};
    case Form::duration:
      return or_interpolated(reference("duration"));
    case Form::range:
      return or_interpolated(reference("range"));
    case Form::timestamp_value:
      return or_interpolated(reference("timestamp"));
    default:
      return constant_form(form);
  }
}

Json map_form(Form form) {
  switch (form) {
    case Form::limits:
      return reference("limits");
    case Form::resources:
      return map_of(reference("resource"));
    case Form::functions:
      return {{"type", "object"},
              {"propertyNames", reference("name")},
              {"additionalProperties", {{"anyOf", {reference("function"), {{"const", "host"}}}}}}};
    case Form::timeline:
      return list_of(reference("timeline_entry"));
    case Form::program:
      return {{"anyOf", {list_of(reference("text")), reference("program")}}};
    case Form::command:
      return {{"type", "array"}, {"items", reference("text")}, {"minItems", 1}};
    case Form::environment:
      return map_of(reference("text"));
    case Form::responses:
      return {{"type", "array"}, {"items", reference("response")}, {"minItems", 1}};
    case Form::expect:
      return {{"anyOf", {list_of(reference("entry")), reference("expectations")}}};
    case Form::transcript:
      return list_of(reference("entry"));
    case Form::entries:
      return list_of(reference("timed_line"));
    case Form::patterns:
      return list_of(reference("pattern"));
    case Form::pattern:
    case Form::line:
      return reference("pattern");
    default:
      return program_form(form);
  }
}

Json rule_form(Form form) {
  switch (form) {
    case Form::orders:
      return list_of({{"type", "array"}, {"items", reference("pattern")}, {"minItems", 2}, {"maxItems", 2}});
    case Form::withins:
      return list_of(reference("within"));
    case Form::counts:
      return list_of(reference("count"));
    case Form::times:
      return {{"anyOf",
               {{{"type", "integer"}, {"minimum", 0}}, {{"type", "string"}, {"pattern", "^[0-9]+(\\.\\.[0-9]+)?$"}}}}};
    case Form::labels:
      return list_of(reference("text"));
    case Form::exit_status:
      return {
          {"anyOf", {{{"type", "integer"}, {"minimum", 0}}, {{"type", "string"}, {"pattern", "^signal [A-Z0-9+]+$"}}}}};
    default:
      return map_form(form);
  }
}

/// The property of a key: its form under its description.
Json property(const Key& key) {
  Json described{{"description", key.doc}};
  const Json form = rule_form(key.form);
  if (form.is_boolean()) return described;
  // Beside a `$ref` draft 7 ignores everything else.
  if (form.contains("$ref")) {
    described["allOf"] = Json::array({form});
  } else {
    described.update(form);
  }
  return described;
}

Json object_of(std::span<const Key> keys) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Key& key : keys) {
    properties[std::string(key.name)] = property(key);
    if (key.required) required.push_back(key.name);
  }
  Json object{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) object["required"] = std::move(required);
  return object;
}

Json statement_of(const Verb& verb) {
  std::vector<Key> keys{verb.key};
  keys.insert(keys.end(), verb.options.begin(), verb.options.end());
  Json object{{"title", verb.key.name}, {"description", verb.key.doc}};
  object.update(object_of(keys));
  if (verb.needs_option) object["minProperties"] = 2;
  return object;
}

/// Exactly one of `keys` is there.
Json one_of_keys(std::initializer_list<std::string_view> keys) {
  Json alternatives = Json::array();
  for (const std::string_view key : keys) alternatives.push_back({{"required", Json::array({key})}});
  return alternatives;
}

/// One key, be it a kind of line or a time.
Json entry_of(const MapShape& shape) {
  Json object = object_of(shape.keys);
  object["patternProperties"] = {{range_text_pattern(), reference("line")}};
  object["minProperties"] = 1;
  object["maxProperties"] = 1;
  return {{"anyOf", {reference("text"), std::move(object)}}};
}

Json line_definition() {
  Json object = object_of(line_keys.keys);
  object["minProperties"] = 1;
  object["maxProperties"] = 1;
  return {{"anyOf", {reference("text"), std::move(object)}}};
}

Json text_definitions() {
  return {
      {"text",
       {{"description", "A text: the scalar as written, whatever its type."},
        {"type", {"string", "number", "boolean", "null"}}}},
      {"name",
       {{"description", "A name: letters, digits and underscores."},
        {"type", "string"},
        {"pattern", "^[A-Za-z_][A-Za-z0-9_]*$"}}},
      {"expression",
       {{"description", "An expression: the scalar as written."}, {"type", {"string", "number", "boolean", "null"}}}},
      {"duration", number_or_text(duration_text_pattern())},
      {"range", number_or_text(range_text_pattern())},
      {"timestamp",
       {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z$"}}},
  };
}

/// What tells that a map is a statement of `verb`: its key, and that it is no option of another statement's there.
Json condition_of(const Verb& verb) {
  Json condition{{"required", Json::array({verb.key.name})}};
  Json owners = Json::array();
  for (const Verb& other : verbs()) {
    if (other.find_option(verb.key.name) != nullptr) owners.push_back({{"required", Json::array({other.key.name})}});
  }
  if (!owners.empty()) condition["not"] = {{"anyOf", std::move(owners)}};
  return condition;
}

/// The verb decides what else is checked: with alternatives instead, each level of nesting would be tried as a body of
/// every statement that has one.
Json statement_definition() {
  Json properties = Json::object();
  Json one_verb = Json::array();
  Json cases = Json::array();
  for (const Verb& verb : verbs()) {
    properties[std::string(verb.key.name)] = {{"description", verb.key.doc}};
    one_verb.push_back({{"required", Json::array({verb.key.name})}});
    cases.push_back({{"if", condition_of(verb)}, {"then", statement_of(verb)}});
  }
  return {{"description", "A statement: a map with one verb and its options."},
          {"type", "object"},
          {"properties", std::move(properties)},
          {"anyOf", std::move(one_verb)},
          {"allOf", std::move(cases)}};
}

Json value_definition() {
  return {{"description", "A value: exactly one ${...} keeps the type of what is in it."},
          {"if", {{"type", "object"}, {"required", {"function"}}}},
          {"then", reference("function_value")},
          {"else", {{"items", reference("value")}, {"additionalProperties", reference("value")}}}};
}

Json program_definitions() {
  return {
      {"value", value_definition()},
      {"body",
       {{"description", "A list of statements, a single one, or an expression that names a function."},
        {"anyOf", {list_of(reference("statement")), reference("statement"), {{"type", "string"}}}}}},
      {"statement", statement_definition()},
      {"function", object_of(function_keys.keys)},
      {"function_value", object_of(function_value_keys.keys)},
  };
}

Json map_definitions() {
  Json resource = object_of(resource_keys.keys);
  resource["oneOf"] = one_of_keys({"result", "error", "responses"});
  Json response = object_of(response_keys.keys);
  response["oneOf"] = one_of_keys({"result", "error"});
  Json timeline_entry = object_of(timeline_keys.keys);
  timeline_entry["oneOf"] = one_of_keys({"do", "send", "signal", "close"});
  return {
      {"limits", object_of(limits_keys.keys)},
      {"program", object_of(program_keys.keys)},
      {"resource", std::move(resource)},
      {"response", std::move(response)},
      {"timeline_entry", std::move(timeline_entry)},
      {"expectations", object_of(expect_keys.keys)},
      {"entry", entry_of(entry_keys)},
      {"timed_line", entry_of(line_keys)},
      {"line", line_definition()},
      {"pattern", {{"anyOf", {reference("text"), object_of(pattern_keys.keys)}}}},
      {"within", object_of(within_keys.keys)},
      {"count", object_of(count_keys.keys)},
  };
}

}  // namespace

std::string json_schema() {
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"title", "vtime scenario"},
              {"description", "An asynchronous program and the transcript that it must produce in virtual time."}};
  schema.update(object_of(scenario_keys.keys));
  schema["anyOf"] = one_of_keys({"script", "timeline", "program"});
  schema["definitions"] = text_definitions();
  schema["definitions"].update(program_definitions());
  schema["definitions"].update(map_definitions());
  return schema.dump(2) + "\n";
}

}  // namespace vtime::scenario
