#include "scenario/resolver/resolver.hpp"
#include "scenario/resolver_support.hpp"
#include "scenario/scenario.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {
namespace {

std::shared_ptr<const Scenario> load_right(const std::string& rest) {
  const LoadedFile file = load_rest(rest);
  for (const Diagnostic& diagnostic : file.diagnostics) ADD_FAILURE() << short_text(diagnostic) << "\n" << rest;
  return file.scenarios.empty() ? nullptr : file.scenarios.front();
}

std::string home_text(const Slot& slot) {
  switch (slot.home) {
    case Slot::Home::unresolved:
      return "unresolved";
    case Slot::Home::global:
      return "global " + std::to_string(slot.index);
    case Slot::Home::local:
      return "local " + std::to_string(slot.index);
    case Slot::Home::cell:
      return "cell " + std::to_string(slot.index);
    case Slot::Home::captured:
      return "captured " + std::to_string(slot.index);
  }
  return "";
}

const Function& callback_of(const Statement& statement) {
  return *std::get<FunctionLiteral>(std::get<SetTimer>(statement.form).callback->form).function;
}

/// Of `log: ${x}`.
Slot slot_logged(const Statement& statement) {
  const auto& text = std::get<Interpolation>(std::get<Log>(statement.form).text->form);
  return std::get<VariableUse>(text.parts.front()->form).slot;
}

const Target& let_target(const Statement& statement) {
  return std::get<Assign>(statement.form).assignments.front().first;
}

TEST(Names, RightProgramsHaveNoDiagnostics) {
  const std::string programs[] = {
      // `as` and `into` define in the current block, or assign to what is visible.
      "script:\n- set_timeout: 1\n  do: []\n  as: t\n- clear_timeout: t\n",
      "script:\n- let: {t: null}\n- set_timeout: 1\n  do: []\n  as: t\n- set_timeout: 1\n  do: []\n  as: t\n",
      // A handle may be used in its own callback, also of `async`, and a function value may call itself.
      "script:\n- set_interval: 1\n  do: [{clear_interval: t}]\n  as: t\n",
      "functions:\n  f:\n    do:\n    - set_interval: 1\n      do: [{clear_interval: t}]\n      as: t\n",
      "script:\n- let:\n    f: {function: [n], do: [{call: f, with: ['${n + 1}']}]}\n",
      "script:\n- promise: p\n  do: [{resolve: p}]\n",
      // Closures may use what a block around them defines further down.
      "script:\n- on: e\n  do: [{log: '${n}'}]\n- let: {n: 1}\n",
      "functions:\n  f:\n    do:\n    - on: e\n      do: [{log: '${n}'}]\n    - let: {n: 1}\n",
      // Functions and the timeline see the outermost block, wherever it defines.
      "functions:\n  f: {do: [{set: {n: '${n + 1}'}}]}\nscript:\n- let: {n: 1}\n- call: f\ntimeline:\n- {at: 1s, do: "
      "[{log: '${n}'}]}\n",
      // Hiding a variable of a block outside is right; branches are blocks of their own.
      "script:\n- let: {n: 1}\n- if: n == 1\n  then: [{let: {n: 2}}]\n  else: [{let: {n: 3}}]\n",
      "script:\n- if: true\n  then: [{load: r, as: h}]\n- load: r\n  as: h\nresources: {r: {latency: 1s, result: 1}}\n",
      "script:\n- repeat: 3\n  as: i\n  do: [{log: '${i}'}]\n- for_each: [1, 2]\n  as: i\n  do: [{log: '${i}'}]\n",
      "script:\n- try: [{throw: x}]\n  catch: [{log: '${error}'}]\n",
      "script:\n- load: r\n  do: [{log: '${result}'}]\n  catch: [{log: '${error}'}]\nresources: {r: {latency: 1s, "
      "result: 1}}\n",
      "script:\n- let: {a: 1, b: '${a + 1}'}\n",
      // Functions are values; host functions are functions.
      "functions: {f: {do: []}, g: host}\nscript:\n- set_timeout: 1\n  do: f\n- call: g\n- let: {h: '${f}'}\n- call: "
      "h\n",
      "functions: {f: {async: true, do: [{sleep: 1s}]}}\nscript:\n- async: [{await: 1}, {sleep: 1s}]\n",
      "script:\n- while: true\n  do: [{if: true, then: [{break: loop}]}, {try: [{continue: loop}], finally: []}]\n",
      "script:\n- set_timeout: 1\n  do: [{return: 1}]\n",
      "script:\n- let: {n: 1}\n- load: '${n}'\n",
      "script:\n- let: {n: 1}\n- throw: 'n'\n",
  };
  for (const std::string& program : programs) load_right(program);
}

TEST(Slots, OutermostVariablesAreGlobalsAndOthersAreRegisters) {
  const auto scenario = load_right(
      "script:\n"
      "- let: {g: 1}\n"
      "- if: true\n"
      "  then:\n"
      "  - let: {a: 1}\n"
      "  - log: '${a}'\n"
      "  - log: '${g}'\n"
      "- if: true\n"
      "  then:\n"
      "  - let: {b: 1}\n"
      "  - log: '${b}'\n");
  ASSERT_NE(scenario, nullptr);
  const Function& script = *scenario->program.script;
  const auto& first = std::get<If>(script.body.statements[1].form).then.statements;
  const auto& second = std::get<If>(script.body.statements[2].form).then.statements;
  EXPECT_THAT(scenario->program.globals, testing::ElementsAre("g"));
  EXPECT_EQ(home_text(let_target(first[0]).slot), "local 0");
  EXPECT_EQ(home_text(slot_logged(first[1])), "local 0");
  EXPECT_EQ(home_text(slot_logged(first[2])), "global 0");
  EXPECT_EQ(home_text(slot_logged(second[1])), "local 0") << "sibling blocks share registers";
  EXPECT_EQ(script.frame_size, 1U);
}

TEST(Slots, CapturedVariablesLiveInCellsThatClosuresPassOn) {
  const auto scenario = load_right(
      "functions:\n"
      "  f:\n"
      "    params: [p, q]\n"
      "    do:\n"
      "    - let: {n: 1}\n"
      "    - log: '${n}'\n"
      "    - set_timeout: 1\n"
      "      do:\n"
      "      - set_timeout: 1\n"
      "        do:\n"
      "        - log: '${q}'\n"
      "        - log: '${n}'\n"
      "        - log: '${n}'\n"
      "      - log: '${n}'\n");
  ASSERT_NE(scenario, nullptr);
  const Function& f = *scenario->program.functions[0];
  EXPECT_EQ(home_text(f.parameters[0].slot), "local 0");
  EXPECT_EQ(home_text(f.parameters[1].slot), "cell 1");
  EXPECT_TRUE(f.parameters[1].defines);
  EXPECT_EQ(home_text(let_target(f.body.statements[0]).slot), "cell 2");
  EXPECT_EQ(home_text(slot_logged(f.body.statements[1])), "cell 2");
  EXPECT_EQ(f.frame_size, 3U);
  EXPECT_TRUE(f.captures.empty());
  EXPECT_TRUE(f.body.early_cells.empty());

  const Function& outer = callback_of(f.body.statements[2]);
  const Function& inner = callback_of(outer.body.statements[0]);
  ASSERT_EQ(outer.captures.size(), 2U);
  EXPECT_EQ(home_text(outer.captures[0]), "cell 1");
  EXPECT_EQ(home_text(outer.captures[1]), "cell 2");
  EXPECT_EQ(home_text(slot_logged(outer.body.statements[1])), "captured 1");
  ASSERT_EQ(inner.captures.size(), 2U);
  EXPECT_EQ(home_text(inner.captures[0]), "captured 0");
  EXPECT_EQ(home_text(slot_logged(inner.body.statements[1])), "captured 1");
  EXPECT_EQ(home_text(slot_logged(inner.body.statements[2])), "captured 1") << "captured once";
}

TEST(Slots, WhatAClosureCapturesBeforeItsDefinitionHasItsCellFromTheBeginningOfTheBlock) {
  const auto scenario = load_right(
      "functions:\n"
      "  f:\n"
      "    do:\n"
      "    - set_timeout: 1\n"
      "      do: [{log: '${t}'}]\n"
      "      as: t\n"
      "    - let: {u: 1}\n"
      "    - set_timeout: 1\n"
      "      do: [{log: '${u}'}]\n");
  ASSERT_NE(scenario, nullptr);
  const Function& f = *scenario->program.functions[0];
  const Target& t = *std::get<SetTimer>(f.body.statements[0].form).as;
  const Target& u = let_target(f.body.statements[1]);
  EXPECT_THAT(f.body.early_cells, testing::ElementsAre(0U));
  EXPECT_EQ(home_text(t.slot), "cell 0");
  EXPECT_FALSE(t.defines) << "the cell is there already";
  EXPECT_EQ(home_text(u.slot), "cell 1");
  EXPECT_TRUE(u.defines);
}

TEST(Slots, AsAssignsToTheNearestDefinitionAcrossFunctions) {
  const auto scenario = load_right(
      "functions:\n  f: {do: [{set_timeout: 1, do: [], as: t}]}\n"
      "script:\n"
      "- set_timeout: 1\n"
      "  do:\n"
      "  - {set_timeout: 1, do: [], as: t}\n"
      "  as: t\n");
  ASSERT_NE(scenario, nullptr);
  const Function& f = *scenario->program.functions[0];
  const Statement& timer = scenario->program.script->body.statements[0];
  EXPECT_EQ(home_text(std::get<SetTimer>(f.body.statements[0].form).as->slot), "global 0");
  EXPECT_EQ(home_text(std::get<SetTimer>(callback_of(timer).body.statements[0].form).as->slot), "global 0");
  EXPECT_THAT(scenario->program.globals, testing::ElementsAre("t"));
}

TEST(Slots, EachVariableHasADeclarationOfItsOwn) {
  const auto scenario = load_right("script:\n- let: {n: 1}\n- if: true\n  then: [{let: {n: 2}}, {log: '${n}'}]\n");
  ASSERT_NE(scenario, nullptr);
  const auto& statements = scenario->program.script->body.statements;
  const auto& inner = std::get<If>(statements[1].form).then.statements;
  EXPECT_NE(let_target(statements[0]).declaration, let_target(inner[0]).declaration);
}

TEST(Blocks, RunThroughUnlessAStatementCallsWaitsRepeatsOrLeaves) {
  const auto runs_through = [](const std::string& statement) {
    const auto scenario = load_right("functions: {f: {do: []}}\nscript:\n- async: [" + statement + "]\n");
    return scenario != nullptr &&
           std::get<Async>(scenario->program.script->body.statements[0].form).body->body.runs_through;
  };
  for (const char* statement :
       {"{log: a}", "{let: {n: 1}}", "{queue_microtask: f}", "{set_timeout: 1s, do: [{call: f}]}", "{promise: p}",
        "{if: true, then: [{log: a}], else: [{log: b}]}", "{choose: [[{log: a}], [{log: b}]]}"}) {
    EXPECT_TRUE(runs_through(statement)) << statement;
  }
  for (const char* statement :
       {"{call: f}", "{emit: e}", "{sleep: 1s}", "{await: 1}", "{repeat: 2, do: []}", "{while: false, do: []}",
        "{return: 1}", "{throw: e}", "{try: [], finally: []}", "{promise: p, do: []}", "{async: []}",
        "{if: true, then: [{log: a}], else: [{call: f}]}", "{choose: [[{log: a}], [{return: 1}]]}"}) {
    EXPECT_FALSE(runs_through(statement)) << statement;
  }
}

TEST(Constants, AreNumberedOverTheWholeProgram) {
  const auto scenario = load_right(
      "functions: {f: {do: [{log: two}]}}\nscript: [{log: one}]\nresources: {r: {latency: 1s, result: [zero, '0']}}\n");
  ASSERT_NE(scenario, nullptr);
  std::vector<std::string> texts;
  for (const Literal* literal : scenario->program.constants) texts.push_back(std::get<std::string>(*literal));
  EXPECT_THAT(texts, testing::ElementsAre("zero", "0", "one", "two"));
}

}  // namespace
}  // namespace vtime::scenario
