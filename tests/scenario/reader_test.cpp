#include <fmt/format.h>

#include "scenario/reader/keys.hpp"
#include "scenario/reader_support.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// ---- the top level -------------------------------------------------------------------------------------------------

TEST(Reader, LeavesWhatIsNotWrittenAtItsDefaults) {
  const auto scenario = load_right("script: []");
  EXPECT_EQ(scenario->title, "A title");
  EXPECT_EQ(scenario->loop, LoopKind::plain);
  EXPECT_EQ(scenario->seed, 0u);
  EXPECT_EQ(scenario->epoch, 0);
  EXPECT_FALSE(scenario->stop_at);
  EXPECT_EQ(scenario->limits.callbacks, 1'000'000u);
  EXPECT_EQ(scenario->limits.statements, 10'000'000u);
  EXPECT_EQ(scenario->limits.depth, 200u);
  EXPECT_FALSE(scenario->limits.virtual_time);
  EXPECT_FALSE(scenario->expect) << "without 'expect' a run is unchecked";
}

TEST(Reader, ReadsTheSettings) {
  const auto scenario = load_right(
      "about: prose\nloop: node\nseed: 7\nepoch: 1970-01-01T00:00:01Z\nstop_at: 1m30s\n"
      "limits: {callbacks: 1, statements: 2, depth: 3, virtual_time: 4s}\nscript: []");
  EXPECT_EQ(scenario->loop, LoopKind::node);
  EXPECT_EQ(scenario->seed, 7u);
  EXPECT_EQ(scenario->epoch, 1'000'000'000);
  EXPECT_EQ(scenario->stop_at, Duration(90s));
  EXPECT_EQ(scenario->limits.callbacks, 1u);
  EXPECT_EQ(scenario->limits.statements, 2u);
  EXPECT_EQ(scenario->limits.depth, 3u);
  EXPECT_EQ(scenario->limits.virtual_time, Duration(4s));
}

TEST(Reader, ReadsSeedsOfAll64Bits) {
  EXPECT_EQ(load_right("seed: 18446744073709551615")->seed, UINT64_MAX);
  EXPECT_EQ(load_right("seed: -1")->seed, UINT64_MAX);
}

TEST(Reader, ReadsEveryDocumentOfAFile) {
  const LoadedFile file = load("test.yaml", "scenario: One\nscript: []\n---\n---\nscenario: Two\nscript: []\n");
  ASSERT_THAT(file.diagnostics, IsEmpty());
  ASSERT_EQ(file.scenarios.size(), 2u);
  EXPECT_EQ(file.scenarios[0]->title, "One");
  EXPECT_EQ(file.scenarios[1]->title, "Two");
  EXPECT_EQ(file.scenarios[1]->document, 1u);
  EXPECT_EQ(file.scenarios[1]->place, (Place{file.source->name.c_str(), 5, 1}));
}

TEST(Reader, GivesNoScenarioOfAFileWithAnErrorInOneOfThem) {
  const LoadedFile file = load("test.yaml", "scenario: One\nscript: []\n---\nscenario: Two\nscript: [lgo: x]\n");
  EXPECT_EQ(file.diagnostics.size(), 1u);
  EXPECT_THAT(file.scenarios, IsEmpty());
}

TEST(Reader, TakesATimelineInPlaceOfAScript) {
  const LoadedFile file = load("test.yaml", "scenario: One\ntimeline: [{at: 1s, do: {log: x}}]\n");
  ASSERT_EQ(file.scenarios.size(), 1u);
  const Program& program = file.scenarios.front()->program;
  EXPECT_THAT(program.script->body.statements, IsEmpty());
  ASSERT_EQ(program.timeline.size(), 1u);
  EXPECT_EQ(program.timeline[0].at, Duration(1s));
  EXPECT_EQ(program.timeline[0].body->body.statements.size(), 1u);
}

// ---- resources and functions ---------------------------------------------------------------------------------------

TEST(Reader, ReadsResources) {
  const auto scenario = load_right(
      "resources:\n"
      "  user: {latency: 80ms..120ms, result: {name: Ada, ids: [1, '1', true, null, 1.5]}}\n"
      "  file: {latency: 5, error: 'no such file: ${name}', concurrency: 2}\n"
      "  flaky: {latency: 1ms, responses: [{error: busy}, {latency: 2ms, result: ok}]}\n");
  const auto& resources = scenario->program.resources;
  ASSERT_EQ(resources.size(), 3u);
  EXPECT_EQ(resources[0].name, "user");
  EXPECT_EQ(resources[0].latency, (Range{80ms, 120ms, 1ms}));
  EXPECT_EQ(resources[0].concurrency, 0u);
  EXPECT_FALSE(resources[0].responses.at(0).fails);
  EXPECT_TRUE(std::holds_alternative<MapLiteral>(resources[0].responses[0].value->form));
  EXPECT_EQ(resources[1].latency.least, Duration(5ms));
  EXPECT_EQ(resources[1].concurrency, 2u);
  EXPECT_TRUE(resources[1].responses.at(0).fails);
  const auto& error = std::get<Constant>(resources[1].responses[0].value->form);
  EXPECT_EQ(std::get<std::string>(error.value), "no such file: ${name}") << "'${' is not special in resources";
  ASSERT_EQ(resources[2].responses.size(), 2u);
  EXPECT_TRUE(resources[2].responses[0].fails);
  EXPECT_FALSE(resources[2].responses[0].latency) << "that of the resource";
  EXPECT_EQ(resources[2].responses[1].latency->most, Duration(2ms));
}

TEST(Reader, ReadsFunctions) {
  const auto scenario = load_right(
      "functions:\n"
      "  add: {params: [a, b], do: {return: '${a + b}'}}\n"
      "  slow: {async: true, do: [sleep: 1s]}\n"
      "  native: host\n");
  const auto& functions = scenario->program.functions;
  ASSERT_EQ(functions.size(), 3u);
  EXPECT_EQ(functions[0]->name, "add");
  EXPECT_EQ(functions[0]->parameters.size(), 2u);
  EXPECT_FALSE(functions[0]->is_async);
  EXPECT_TRUE(functions[1]->is_async);
  EXPECT_TRUE(functions[2]->is_host);
  EXPECT_EQ(functions[2]->place.line, 5u);
}

// ---- statements ----------------------------------------------------------------------------------------------------

TEST(Reader, TakesTheOneKeyThatIsNoOptionAsTheVerb) {
  const auto scenario = load_script("- {then: [log: yes], if: 'true'}\n- promise: p\n- {do: [], then: p}");
  EXPECT_EQ(statement<If>(*scenario).then.statements.size(), 1u) << "'then' beside 'if' is an option";
  EXPECT_NE(statement<Then>(*scenario, 2).on_result, nullptr) << "'then' alone is a verb";
}

TEST(Reader, TakesASingleStatementForABody) {
  const auto scenario = load_script("set_timeout: 1s\ndo:\n  log: hello");
  EXPECT_EQ(body_of(statement<SetTimer>(*scenario).callback).body.statements.size(), 1u);
}

TEST(Reader, KeepsThePlaceAndTheLabelOfEachStatement) {
  const auto scenario = load_script("- log: hello\n- as: timer\n  set_timeout: 1s\n  do: []");
  const auto& statements = scenario->program.script->body.statements;
  EXPECT_EQ(statements[0].place, (Place{scenario->source->name.c_str(), 3, 5}));
  EXPECT_EQ(statements[0].label, "line 3");
  EXPECT_STREQ(statements[0].verb, "log");
  EXPECT_EQ(statements[1].place.line, 5u) << "the verb's, not the first option's";
  EXPECT_EQ(statements[1].label, "timer");
  EXPECT_STREQ(statements[1].verb, "set_timeout");
}

TEST(Reader, ReadsTimersWithAllOptions) {
  const auto scenario = load_script(
      "- set_interval: 80ms..120ms\n  do: {log: '${a}'}\n  params: [a]\n  with: [1]\n  as: t\n  background: true\n"
      "  missed: skip");
  const auto& timer = statement<SetTimer>(*scenario);
  EXPECT_TRUE(timer.repeats);
  EXPECT_EQ(timer.delay.fixed, (Range{80ms, 120ms, 1ms}));
  EXPECT_EQ(body_of(timer.callback).parameters.at(0).name, "a");
  EXPECT_EQ(timer.arguments.size(), 1u);
  EXPECT_EQ(timer.as->name, "t");
  EXPECT_TRUE(timer.background);
  EXPECT_EQ(timer.missed, Missed::skip);
}

TEST(Reader, TakesAComputedDurationWhereADurationStands) {
  const auto scenario = load_script("- let: {d: 5}\n- set_timeout: ${d * 2}\n  do: []\n- block: ${5ms}");
  EXPECT_FALSE(statement<SetTimer>(*scenario, 1).delay.fixed);
  EXPECT_EQ(tree_text(statement<SetTimer>(*scenario, 1).delay.computed), "(* d 2)");
  EXPECT_EQ(tree_text(statement<BlockFor>(*scenario, 2).delay.computed), "5ms");
}

TEST(Reader, TakesNegativeDelaysInTheModelsThatHaveThem) {
  for (const std::string loop : {"node", "browser"}) {
    const auto scenario =
        load_script("- set_timeout: -7\n  do: []\n- set_interval: 0\n  do: []", "loop: " + loop + "\n");
    EXPECT_EQ(statement<SetTimer>(*scenario).delay.fixed->most, Duration(-7ms));
  }
  EXPECT_EQ(statement<ShiftWallClock>(*load_script("- shift_wall_clock: -1h")).by.fixed->least, Duration(-1h));
}

TEST(Reader, BindsResultErrorAndTimestamp) {
  const auto scenario = load_script(
      "- load: user\n  do: {log: '${result}'}\n  catch: {log: '${error}'}\n"
      "- promise: p\n"
      "- then: p\n  do: {log: '${result}'}\n  catch: {log: '${error}'}\n  finally: {log: done}\n"
      "- request_animation_frame: {log: '${timestamp}'}\n"
      "- try: {throw: x}\n  catch: {log: '${error}'}",
      "loop: browser\nresources: {user: {latency: 1s, result: Ada}}\n");
  EXPECT_EQ(body_of(statement<Load>(*scenario).on_result).parameters.at(0).name, "result");
  EXPECT_EQ(body_of(statement<Load>(*scenario).on_error).parameters.at(0).name, "error");
  EXPECT_EQ(body_of(statement<Then>(*scenario, 2).on_result).parameters.at(0).name, "result");
  EXPECT_THAT(body_of(statement<Then>(*scenario, 2).on_settled).parameters, IsEmpty());
  EXPECT_EQ(body_of(statement<Queue>(*scenario, 3).callback).parameters.at(0).name, "timestamp");
  EXPECT_EQ(statement<Try>(*scenario, 4).handler->error.name, "error");
}

TEST(Reader, TakesAFunctionNamedInPlaceOfABodyAsACallWithWhatTheBodyWouldSee) {
  const auto scenario = load_script(
      "- for_each: [1]\n  as: item\n  do: show\n"
      "- try: show\n  catch: show\n"
      "- set_timeout: 1s\n  do: show\n"
      "- async: show",
      "functions: {show: {params: [x], do: []}}\n");
  const auto& loop = statement<ForEach>(*scenario).body.statements;
  ASSERT_EQ(loop.size(), 1u);
  EXPECT_EQ(tree_text(std::get<Call>(loop[0].form).arguments.at(0)), "item");
  const auto& attempt = statement<Try>(*scenario, 1);
  EXPECT_THAT(std::get<Call>(attempt.body.statements.at(0).form).arguments, IsEmpty());
  EXPECT_EQ(tree_text(std::get<Call>(attempt.handler->body.statements.at(0).form).arguments.at(0)), "error");
  EXPECT_TRUE(std::holds_alternative<FunctionUse>(statement<SetTimer>(*scenario, 2).callback->form))
      << "a callback is the function itself";
  EXPECT_EQ(statement<Async>(*scenario, 3).body->body.statements.size(), 2u) << "a call, and the return of its result";
}

TEST(Reader, KeepsTheTypesOfValues) {
  const auto scenario =
      load_script("- let: {a: 1, b: 1.5, c: true, d: null, e: '1', f: 1s, g: '${1s}', h: [1, {k: v}]}");
  std::vector<std::string> values;
  for (const auto& [target, value] : statement<Assign>(*scenario).assignments) values.push_back(tree_text(value));
  EXPECT_THAT(values, ElementsAre("1", "1.5d", "true", "null", "'1'", "'1s'", "1s", "(list 1 (map k: 'v'))"));
}

TEST(Reader, TakesFunctionValues) {
  const auto scenario = load_script("- let: {f: {function: [a], async: true, do: {return: '${a}'}}}");
  const Function& function = body_of(statement<Assign>(*scenario).assignments.at(0).second);
  EXPECT_EQ(function.parameters.at(0).name, "a");
  EXPECT_TRUE(function.is_async);
}

TEST(Reader, TakesTextsAsWritten) {
  const auto scenario = load_script("- log: 1.0\n- log: null\n- log: ~\n- log: 007\n- log: ''\n- emit: on");
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 5; ++i) texts.push_back(tree_text(statement<Log>(*scenario, i).text));
  EXPECT_THAT(texts, ElementsAre("'1.0'", "'null'", "'~'", "'007'", "''"));
  EXPECT_EQ(tree_text(statement<Emit>(*scenario, 5).event), "'on'");
}

TEST(Reader, ReadsABodyAnewForEachAliasOfIt) {
  const auto scenario = load_script("- post: &body\n    log: hello\n- post: *body");
  EXPECT_NE(&body_of(statement<Queue>(*scenario, 0).callback), &body_of(statement<Queue>(*scenario, 1).callback));
}

TEST(Reader, GoesOnBehindAMistakeAndReportsTheNext) {
  EXPECT_THAT(
      mistakes_of(
          "scenario: A title\nsed: 1\nscript:\n  - lgo: x\n  - set_timeout: soon\n    do:\n      - log: ${1 +}\n"
          "expect:\n  - {matches: '('}\n"),
      ElementsAre(HasSubstr("2:1 unknown key 'sed'"), HasSubstr("4:5 unknown statement 'lgo'"),
                  HasSubstr("5:18 'set_timeout': 'soon'"), HasSubstr("7:19 "), HasSubstr("9:15 not a regular")));
}

TEST(Reader, ReportsUnknownNamesBesideOtherMistakes) {
  EXPECT_THAT(
      mistakes_of("scenario: A title\nscript:\n  - set_timout: 1s\n    as: t\n    do: []\n  - clear_timeout: t\n"
                  "  - log: ${nothing}\n"),
      ElementsAre(HasSubstr("3:5 unknown statement"), HasSubstr("7:12 unknown name 'nothing'")))
      << "the misspelt statement still defines t";
}

TEST(Reader, DoesNotBlameNamesThatAMistakeMayHaveHidden) {
  EXPECT_THAT(mistakes_of("scenario: A title\nscript:\n  - defne: {x: 1}\n  - log: ${x}\n"),
              ElementsAre(HasSubstr("3:5 unknown statement 'defne'")));
}

TEST(Reader, HasALoopModelForEachVerbThatTheTableOfKeysGivesIt) {
  for (const LoopKind loop : {LoopKind::plain, LoopKind::node, LoopKind::browser}) {
    const std::string name = loop == LoopKind::plain ? "plain" : loop == LoopKind::node ? "node" : "browser";
    for (const Verb& verb : verbs()) {
      if (verb.key.form != Form::body || verb.needs_option) continue;
      const auto mistakes =
          mistakes_of(fmt::format("scenario: t\nloop: {}\nscript: [{{{}: []}}]\n", name, verb.key.name));
      EXPECT_EQ(mistakes.empty(), verb.key.loops.have(loop)) << verb.key.name << " in " << name;
    }
  }
}

TEST(Reader, ReadsAFileOf100000Statements) {
  std::string text = "scenario: A title\nscript:\n";
  for (int i = 0; i < 50'000; ++i) text += fmt::format("  - set_timeout: {}\n    do: {{log: '{}'}}\n", i, i);
  const LoadedFile file = load("test.yaml", std::move(text));
  ASSERT_EQ(file.scenarios.size(), 1u);
  EXPECT_EQ(file.scenarios.front()->program.script->body.statements.size(), 50'000u);
}

}  // namespace
}  // namespace vtime::scenario
