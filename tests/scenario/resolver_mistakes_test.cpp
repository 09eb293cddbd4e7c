#include "scenario/resolver/resolver.hpp"
#include "scenario/resolver_support.hpp"
#include "scenario/scenario.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {
namespace {

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
