#include <algorithm>

#include "scenario/resolver/resolver.hpp"
#include "scenario/scenario.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {
namespace {

/// Loads a scenario whose title stands on line 1 and whose other keys follow, an empty script being added where needed.
LoadedFile load_rest(const std::string& rest) {
  return load("test.yaml", "scenario: t\n" + rest + (rest.find("script:") == std::string::npos ? "script: []\n" : ""));
}

std::vector<std::string> diagnostics_of(const std::string& rest) {
  const LoadedFile file = load_rest(rest);
  std::vector<std::string> texts;
  for (const Diagnostic& diagnostic : file.diagnostics) texts.push_back(short_text(diagnostic));
  return texts;
}

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

// ---- what is right ---------------------------------------------------------------------------------------------

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

TEST(Constants, AreNumberedOverTheWholeProgram) {
  const auto scenario = load_right(
      "functions: {f: {do: [{log: two}]}}\nscript: [{log: one}]\nresources: {r: {latency: 1s, result: [zero, '0']}}\n");
  ASSERT_NE(scenario, nullptr);
  std::vector<std::string> texts;
  for (const Literal* literal : scenario->program.constants) texts.push_back(std::get<std::string>(*literal));
  EXPECT_THAT(texts, testing::ElementsAre("zero", "0", "one", "two"));
}

// ---- what is wrong ---------------------------------------------------------------------------------------------

struct Wrong {
  std::string program;
  std::vector<std::string> diagnostics;
};

void check(const std::vector<Wrong>& cases) {
  for (const Wrong& one : cases) {
    EXPECT_THAT(diagnostics_of(one.program), testing::ElementsAreArray(one.diagnostics)) << one.program;
  }
}

TEST(Names, UnknownOnesAreErrorsWithTheNearestKnownName) {
  check({
      {"script:\n- let: {count: 1}\n- log: ${cuont}\n",
       {"4:10-15 error: unknown name 'cuont' (did you mean 'count'?)"}},
      {"script:\n- log: ${n}\n",
       {"3:10-11 error: unknown name 'n' ('let' defines a variable; a text in an expression stands in quotes: 'n')"}},
      {"script:\n- if: status == fulfilled\n  then: [{log: '${also}'}]\n",
       {"3:7-13 error: unknown name 'status' ('let' defines a variable; a text in an expression stands in quotes: "
        "'status')",
        "3:17-26 error: unknown name 'fulfilled' ('let' defines a variable; a text in an expression stands in quotes: "
        "'fulfilled')",
        "4:19-23 error: unknown name 'also' ('let' defines a variable; a text in an expression stands in quotes: "
        "'also')"}},
      {"script:\n- if: true\n  then: [{let: {n: 1}}]\n- log: ${n}\n",
       {"5:10-11 error: unknown name 'n' ('let' defines a variable; a text in an expression stands in quotes: 'n')"}},
      {"script:\n- repeat: 2\n  as: i\n  do: []\n- log: ${i}\n",
       {"6:10-11 error: unknown name 'i' ('let' defines a variable; a text in an expression stands in quotes: 'i')"}},
      {"script:\n- set: {n: 1}\n",
       {"3:9-10 error: there is no variable 'n' to assign to ('let' defines one: let: {n: ...})"}},
      {"script:\n- let: {total: 1}\n- set: {totl: 1}\n",
       {"4:9-13 error: there is no variable 'totl' to assign to (did you mean 'total'?)"}},
      {"functions: {greet: {do: []}}\nscript:\n- call: gret\n",
       {"4:9-13 error: unknown function 'gret' (did you mean 'greet'?)"}},
      {"script:\n- call: greet\n",
       {"3:9-14 error: unknown function 'greet' (the functions of a scenario stand under 'functions')"}},
      {"script:\n- set_timeout: 1\n  do: greet\n",
       {"4:7-12 error: unknown name 'greet' ('let' defines a variable; a text in an expression stands in quotes: "
        "'greet')"}},
      {"script:\n- call: length\n",
       {"3:9-15 error: 'length' is a built-in function, which 'call' does not call (call it within an expression: "
        "${length(x)})"}},
      {"script:\n- log: ${now}\n", {"3:10-13 error: 'now' is a built-in function and no value (call it: now())"}},
      {"script:\n- load: usr\nresources: {user: {latency: 1s, result: 1}}\n",
       {"3:9-12 error: unknown resource 'usr' (did you mean 'user'?)"}},
      {"script:\n- load: user\n",
       {"3:9-13 error: unknown resource 'user' (it needs an entry under 'resources': user: {latency: 10ms, result: "
        "ok})"}},
  });
}

TEST(Names, UseBeforeDefinitionIsAnError) {
  check({
      {"script:\n- log: ${n}\n- let: {n: 1}\n",
       {"3:10-11 error: 'n' is used before its definition (line 4 defines it, and it does not exist before)"}},
      {"script:\n- set: {n: 2}\n- let: {n: 1}\n",
       {"3:9-10 error: 'n' is used before its definition (line 4 defines it, and it does not exist before)"}},
      {"script:\n- let: {n: '${n}'}\n",
       {"3:15-16 error: 'n' is used before its definition (line 3 defines it, and it does not exist before)"}},
      {"script:\n- let: {b: '${a}', a: 1}\n",
       {"3:15-16 error: 'a' is used before its definition (line 3 defines it, and it does not exist before)"}},
      {"script:\n- if: true\n  then: [{log: '${n}'}]\n- let: {n: 1}\n",
       {"4:19-20 error: 'n' is used before its definition (line 5 defines it, and it does not exist before)"}},
      {"script:\n- let: {n: 1}\n- if: true\n  then:\n  - log: ${n}\n  - let: {n: 2}\n",
       {"6:12-13 error: 'n' is used before its definition (line 7 defines it, and it does not exist before)"}},
      {"script:\n- set_timeout: 1\n  with: ['${t}']\n  params: [x]\n  do: []\n  as: t\n",
       {"4:13-14 error: 't' is used before its definition (line 7 defines it, and it does not exist before)"}},
      {"script:\n- set_timeout: 1\n  do: t\n  as: t\n",
       {"4:7-8 error: 't' is used before its definition (line 5 defines it, and it does not exist before)"}},
  });
}

TEST(Names, TwoDefinitionsInOneBlockAreAnError) {
  check({
      {"script:\n- let: {n: 1}\n- let: {n: 2}\n",
       {"4:9-10 error: 'n' is defined in this block already (line 3 defines it; 'set' assigns to it)"}},
      {"script:\n- promise: p\n- promise: p\n",
       {"4:12-13 error: 'p' is defined in this block already (line 3 defines it; 'set' assigns to it)"}},
      {"script:\n- set_timeout: 1\n  do: []\n  as: t\n- let: {t: 1}\n",
       {"6:9-10 error: 't' is defined in this block already (line 5 defines it; 'set' assigns to it)"}},
      {"functions:\n  f:\n    params: [a, a]\n    do: []\n",
       {"4:17-18 error: 'a' is defined in this block already (line 4 defines it; 'set' assigns to it)"}},
      {"functions:\n  f:\n    params: [a]\n    do: [{let: {a: 1}}]\n",
       {"5:17-18 error: 'a' is defined in this block already (line 4 defines it; 'set' assigns to it)"}},
      {"script:\n- load: r\n  do: [{let: {result: 1}}]\nresources: {r: {latency: 1s, result: 1}}\n",
       {"4:15-21 error: 'result' is defined in this block already (line 4 defines it; 'set' assigns to it)"}},
      {"script:\n- repeat: 1\n  as: i\n  do: [{let: {i: 1}}]\n",
       {"5:15-16 error: 'i' is defined in this block already (line 4 defines it; 'set' assigns to it)"}},
  });
}

TEST(Names, FunctionsAndBuiltInsCantBeHidden) {
  check({
      {"functions: {f: {do: []}}\nscript:\n- let: {f: 1}\n",
       {"4:9-10 error: 'f' is a function, which no variable can hide (choose another name)"}},
      {"functions: {f: {params: [f], do: []}}\n",
       {"2:26-27 error: 'f' is a function, which no variable can hide (choose another name)"}},
      {"functions: {f: {do: []}}\nscript:\n- set: {f: 1}\n",
       {"4:9-10 error: 'f' is a function, and nothing can be assigned to it"}},
      {"script:\n- let: {length: 1}\n",
       {"3:9-15 error: 'length' is a built-in function, which nothing can hide (choose another name)"}},
      {"script:\n- for_each: [1]\n  as: text\n  do: []\n",
       {"4:7-11 error: 'text' is a built-in function, which nothing can hide (choose another name)"}},
      {"functions:\n  keys: {do: []}\n",
       {"3:3-7 error: 'keys' is a built-in function, which nothing can hide (choose another name)"}},
  });
}

TEST(Names, HaveLettersDigitsAndUnderscoresAndAreNoWordOfTheLanguage) {
  const std::string help = " (names are made of letters, digits and '_' and begin with no digit)";
  check({
      {"script:\n- let: {my-name: 1}\n", {"3:9-16 error: 'my-name' is not a name" + help}},
      {"script:\n- let: {1st: 1}\n", {"3:9-12 error: '1st' is not a name" + help}},
      {"script:\n- let: {größe: 1}\n", {"3:9-14 error: 'größe' is not a name" + help}},
      {"script:\n- let: {and: 1}\n", {"3:9-12 error: 'and' is a word of the language and can't be a name" + help}},
      {"script:\n- set_timeout: 1\n  do: []\n  as: \"null\"\n",
       {"5:7-13 error: 'null' is a word of the language and can't be a name" + help}},
      {"functions:\n  on-click: {do: []}\n", {"3:3-11 error: 'on-click' is not a name" + help}},
      {"functions:\n  f: {params: [a b], do: []}\n", {"3:16-19 error: 'a b' is not a name" + help}},
  });
}

TEST(Names, APlainTextThatIsTheNameOfAVariableIsWarnedAbout) {
  check({
      {"script:\n- let: {n: 1}\n- return: n\n",
       {"4:3-9 error: 'return' stands outside of functions and callbacks ('if' leaves out the rest of the script)",
        "4:11-12 warning: 'n' is a text here, not the variable (write ${n} for the value of the variable, or 'n' in "
        "quotes "
        "for the text)"}},
      {"script:\n- let: {n: 1, m: [n]}\n",
       {"3:19-20 warning: 'n' is a text here, not the variable (write ${n} for the value of the variable, or 'n' in "
        "quotes "
        "for the text)"}},
  });
}

TEST(Context, StatementsOutsideOfTheirPlaceAreErrors) {
  check({
      {"script:\n- await: 1\n",
       {"3:3-8 error: 'await' stands outside of async bodies and functions (wrap it in an async body: 'async: "
        "[...]')"}},
      {"script:\n- set_timeout: 1\n  do: [{sleep: 1s}]\n",
       {"4:9-14 error: 'sleep' stands outside of async bodies and functions (wrap it in an async body: 'async: "
        "[...]')"}},
      {"functions:\n  wait: {do: [{sleep: 1s}]}\n",
       {"3:16-21 error: 'sleep' stands outside of async bodies and functions (give the function 'wait' the option "
        "'async: "
        "true')"}},
      {"script:\n- async:\n  - then: 1\n    do: [{await: 1}]\n",
       {"5:11-16 error: 'await' stands outside of async bodies and functions (wrap it in an async body: 'async: "
        "[...]')"}},
      {"script:\n- return: 1\n",
       {"3:3-9 error: 'return' stands outside of functions and callbacks ('if' leaves out the rest of the script)"}},
      {"script:\n- break: loop\n", {"3:3-8 error: 'break' stands outside of loops"}},
      {"script:\n- if: true\n  then: [{continue: loop}]\n", {"4:11-19 error: 'continue' stands outside of loops"}},
      {"script:\n- while: true\n  do:\n  - set_timeout: 1\n    do: [{break: loop}]\n",
       {"6:11-16 error: 'break' stands outside of loops (the loop around it is that of another function: a callback "
        "runs "
        "later, on its own)"}},
  });
}

TEST(Models, StatementsThatAModelLacksNameWhatToUse) {
  check({
      {"loop: node\nscript:\n- post: []\n",
       {"4:3-7 error: the node model has no 'post' (use 'set_immediate', or 'set_timeout: 0' here; 'loop: plain' or "
        "'loop: "
        "browser' has it)"}},
      {"script:\n- next_tick: []\n",
       {"3:3-12 error: the plain model has no 'next_tick' (use 'queue_microtask' here; 'loop: node' has it)"}},
      {"loop: browser\nscript:\n- next_tick: []\n- set_immediate: []\n- clear_immediate: null\n",
       {"4:3-12 error: the browser model has no 'next_tick' (use 'queue_microtask' here; 'loop: node' has it)",
        "5:3-16 error: the browser model has no 'set_immediate' (use 'post', or 'set_timeout: 0' here; 'loop: node' "
        "has it)",
        "6:3-18 error: the browser model has no 'clear_immediate' (use 'set_timeout' and 'clear_timeout' here; 'loop: "
        "node' "
        "has it)"}},
      {"script:\n- set_immediate: []\n",
       {"3:3-16 error: the plain model has no 'set_immediate' (use 'post' here; 'loop: node' has it)"}},
      {"loop: node\nscript:\n- request_animation_frame: []\n- cancel_animation_frame: null\n- request_idle_callback: "
       "[]\n- cancel_idle_callback: null\n",
       {"4:3-26 error: the node model has no 'request_animation_frame' (use 'set_timeout: 16ms' here; 'loop: browser' "
        "has "
        "it)",
        "5:3-25 error: the node model has no 'cancel_animation_frame' (use 'set_timeout' and 'clear_timeout' here; "
        "'loop: "
        "browser' has it)",
        "6:3-24 error: the node model has no 'request_idle_callback' (use 'set_immediate' here; 'loop: browser' has "
        "it)",
        "7:3-23 error: the node model has no 'cancel_idle_callback' (use 'set_timeout' and 'clear_timeout' here; "
        "'loop: "
        "browser' has it)"}},
  });
}

TEST(Names, ThousandsOfMistakesAmongThousandsOfVariablesAreAnsweredSoon) {
  std::string program = "script:\n";
  for (int i = 0; i < 5'000; ++i) {
    const std::string n = std::to_string(i);
    program += "- let: {variable" + n + ": 1}\n- if: true\n  then: [{log: '${variable" + n + "}'}, {log: '${unknown" +
               n + "}'}]\n";
  }
  EXPECT_GE(diagnostics_of(program).size(), 100U);
}

}  // namespace
}  // namespace vtime::scenario
