#include "scenario/reader/schema.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "scenario/reader/keys.hpp"
#include "scenario/scenario.hpp"
#include "scenario/schema_validator.hpp"

namespace vtime::scenario {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Names = std::set<std::string>;

const Json& schema() {
  static const Json parsed = Json::parse(json_schema());
  return parsed;
}

Names names_of(const Json& object) {
  Names names;
  for (const auto& [name, value] : object.at("properties").items()) names.insert(name);
  return names;
}

Names names_of(std::span<const Key> keys) {
  Names names;
  for (const Key& key : keys) names.emplace(key.name);
  return names;
}

std::string violation_in(const std::string& text) {
  Diagnostics diagnostics;
  const SourceFile file = read_documents("test.yaml", text, diagnostics);
  return find_violation(schema(), to_json(*file.documents.at(0).root));
}

std::string violation_in_script(const std::string& statement) {
  return violation_in("scenario: A title\nscript:\n  - " + statement + "\n");
}

std::string violation_in_expect(const std::string& entry) {
  return violation_in("scenario: A title\nscript: []\nexpect:\n  - " + entry + "\n");
}

TEST(Schema, IsDraft7) { EXPECT_EQ(schema().at("$schema"), "http://json-schema.org/draft-07/schema#"); }

TEST(Schema, ListsTheKeysOfTheReader) {
  const Json& definitions = schema().at("definitions");
  EXPECT_EQ(names_of(schema()), names_of(scenario_keys.keys));
  const std::vector<std::pair<std::string, const MapShape*>> maps{
      {"limits", &limits_keys},      {"program", &program_keys},         {"resource", &resource_keys},
      {"response", &response_keys},  {"function", &function_keys},       {"function_value", &function_value_keys},
      {"within", &within_keys},      {"timeline_entry", &timeline_keys}, {"count", &count_keys},
      {"expectations", &expect_keys}};
  for (const auto& [name, shape] : maps) EXPECT_EQ(names_of(definitions.at(name)), names_of(shape->keys)) << name;
  const std::vector<std::pair<std::string, const MapShape*>> alternatives{
      {"entry", &entry_keys}, {"timed_line", &line_keys}, {"line", &line_keys}, {"pattern", &pattern_keys}};
  for (const auto& [name, shape] : alternatives) {
    EXPECT_EQ(names_of(definitions.at(name).at("anyOf").at(1)), names_of(shape->keys)) << name;
  }
  std::set<const MapShape*> tried{&scenario_keys};
  for (const auto& [name, shape] : maps) tried.insert(shape);
  for (const auto& [name, shape] : alternatives) tried.insert(shape);
  EXPECT_EQ(tried.size(), all_map_shapes().size()) << "all maps of the language";
}

TEST(Schema, ListsTheStatementsAndTheirOptions) {
  const Json& statements = schema().at("definitions").at("statement").at("allOf");
  ASSERT_EQ(statements.size(), verbs().size());
  for (const Verb& verb : verbs()) {
    const Json& statement = statements.at(static_cast<std::size_t>(&verb - verbs().data())).at("then");
    Names expected = names_of(verb.options);
    expected.emplace(verb.key.name);
    EXPECT_EQ(names_of(statement), expected) << verb.key.name;
    EXPECT_EQ(statement.at("additionalProperties"), false);
  }
}

TEST(Schema, DescribesEveryKey) {
  for (const MapShape* shape : all_map_shapes()) {
    for (const Key& key : shape->keys) EXPECT_FALSE(key.doc.empty()) << shape->what << " " << key.name;
  }
  for (const Json& statement : schema().at("definitions").at("statement").at("allOf")) {
    for (const auto& [name, property] : statement.at("then").at("properties").items()) {
      EXPECT_TRUE(property.contains("description")) << name;
    }
  }
}

TEST(Schema, AcceptsWhatTheReaderAccepts) {
  for (const std::string statement :
       {"log: 5", "log: null", "{set_timeout: 2000, do: f, with: [1, '${x}']}", "{set_timeout: -1.5ms, do: {log: x}}",
        "{set_interval: 80ms..120ms, do: [], missed: skip}", "{set_timeout: '${d}', do: []}", "await: null",
        "{if: true, else: []}", "{repeat: '${n}', do: []}", "{for_each: [1, [2]], do: []}",
        "let: {f: {function: [a], do: []}, m: {k: [1, null]}}", "return:", "choose: [{log: a}, []]",
        "set_wall_clock: 2026-03-29T01:00:00Z", "{then: p, finally: []}", "break: loop"}) {
    EXPECT_EQ(violation_in_script(statement), "") << statement;
  }
  for (const std::string entry :
       {"before", "...", "2s: after", "1m30.5s: x", "90ms..110ms: {matches: x}", "2000: 5", "{uncaught: {matches: x}}",
        "0s: {uncaught: bang}", "any_order: [a, {2s: b}]", "0s: null"}) {
    EXPECT_EQ(violation_in_expect(entry), "") << entry;
  }
}

TEST(Schema, RejectsWhatASchemaCanReject) {
  for (const std::string statement :
       {"lgo: x", "{log: x, colour: red}", "{set_timeout: 1s}", "{set_timeout: soon, do: []}", "{log: a, throw: b}",
        "log: [a]", "{set_timeout: 1s, do: [], background: 1}", "{set_interval: 1s, do: [], missed: never}",
        "{set_timeout: 1s, do: [{lgo: x}]}", "if: true", "let: {1x: 2}", "break: out", "choose: []",
        "{repeat: -1, do: []}", "{promise: my-promise}", "just text", "let: {f: {function: [a]}}"}) {
    EXPECT_NE(violation_in_script(statement), "") << statement;
  }
  for (const std::string entry : {"{2s: a, 3s: b}", "error: x", "2sec: x", "[a]", "any_order: [{any_order: []}]",
                                  "2s: {any_order: [a]}", "{}", "{matches: [a]}"}) {
    EXPECT_NE(violation_in_expect(entry), "") << entry;
  }
  EXPECT_NE(violation_in("scenario: A title\n"), "") << "nothing to run";
  EXPECT_NE(violation_in("script: []\n"), "") << "no title";
  EXPECT_NE(violation_in("scenario: A title\nscript: []\nloop: deno\n"), "");
  EXPECT_NE(violation_in("scenario: A title\nscript: []\nresources: {a: {latency: 1s}}\n"), "");
  EXPECT_NE(violation_in("scenario: A title\nscript: []\nresources: {a: {latency: 1s, result: 1, error: 2}}\n"), "");
}

TEST(Schema, TakesEachBodyOnceHoweverDeepItIsNested) {
  std::string statement = "{log: x}";
  for (int level = 0; level < 30; ++level) statement = "{set_timeout: 1s, do: " + statement + "}";
  EXPECT_EQ(violation_in_script(statement), "");
}

TEST(Schema, AcceptsEveryShippedScenario) {
  std::size_t documents = 0;
  for (const auto& entry : fs::recursive_directory_iterator(VTIME_SCENARIOS)) {
    if (entry.path().extension() != ".yaml") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    Diagnostics diagnostics;
    const SourceFile file =
        read_documents(entry.path().string(), {std::istreambuf_iterator<char>(stream), {}}, diagnostics);
    for (const Document& document : file.documents) {
      EXPECT_EQ(find_violation(schema(), to_json(*document.root)), "") << entry.path();
      ++documents;
    }
  }
  EXPECT_GT(documents, 20u);
}

}  // namespace
}  // namespace vtime::scenario
