// Statements: control flow, functions, scopes, errors.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Statements, TheCallbackOfATimerRunsAfterTheSynchronousCode) {
  EXPECT_THAT(transcript_of(R"(
script:
  - log: before
  - set_timeout: 2s
    do:
      - log: inside the function
  - log: after
)"),
              ElementsAre("0s: before", "0s: after", "2s: inside the function"));
}

TEST(Statements, ALogOfSeveralLinesIsOneLineEach) {
  EXPECT_THAT(log_of("script:\n  - log: \"a\\nb\\n\\nc\"\n  - log: ''\n"), ElementsAre("a", "b", "", "c", ""));
}

TEST(Statements, LinesKnowTheirStatement) {
  const auto scenario = scenario_of("script:\n  - log: first\n  - set_timeout: 5\n    do: {throw: wrong}\n");
  ASSERT_NE(scenario, nullptr);
  const RunResult result = run(*scenario);
  ASSERT_EQ(result.lines.size(), 2u);
  EXPECT_EQ(result.lines[0].place.line, 3u);
  EXPECT_EQ(result.lines[1].place.line, 5u);
  EXPECT_STREQ(result.lines[1].place.file, "test.yaml");
}

TEST(Statements, IfWhileRepeatAndForEachTakeTheirTurns) {
  EXPECT_THAT(log_of(R"(
script:
  - let: {n: 0}
  - if: n == 0
    then: {log: zero}
    else: {log: never}
  - if: n > 0
    then: {log: never}
    else: {log: not positive}
  - if: n > 0
    then: {log: never}
  - while: n < 2
    do:
      - log: while ${n}
      - set: {n: "${n + 1}"}
  - repeat: 2
    as: i
    do: {log: "repeat ${i}"}
  - repeat: 0
    do: {log: never}
  - for_each: [a, "${n}"]
    as: x
    do: {log: "each ${x}"}
)"),
              ElementsAre("zero", "not positive", "while 0", "while 1", "repeat 0", "repeat 1", "each a", "each 2"));
}

TEST(Statements, BreakAndContinueConcernTheInnermostLoop) {
  EXPECT_THAT(log_of(R"(
script:
  - repeat: 3
    as: i
    do:
      - repeat: 5
        as: j
        do:
          - if: j == 1
            then: [{continue: loop}]
          - if: j == 3
            then: [{break: loop}]
          - log: ${i}${j}
      - if: i == 1
        then: [{break: loop}]
)"),
              ElementsAre("00", "02", "10", "12"));
}

TEST(Statements, BreakAndContinueRunTheFinallyBlocksOnTheirWay) {
  EXPECT_THAT(log_of(R"(
script:
  - repeat: 3
    as: i
    do:
      - try:
          - if: i == 0
            then: [{continue: loop}]
          - if: i == 1
            then: [{break: loop}]
        finally:
          - log: finally ${i}
      - log: never
  - log: end
)"),
              ElementsAre("finally 0", "finally 1", "end"));
}

TEST(Statements, FunctionsGetArgumentsAndReturnResults) {
  EXPECT_THAT(log_of(R"(
functions:
  add:
    params: [a, b]
    do: {return: "${a + b}"}
  show:
    params: [a, b]
    do: [{log: "${a} ${b}"}]
  early:
    params: [x]
    do:
      - if: x
        then: [{return: early}]
      - return: late
script:
  - call: add
    with: [2, 3]
    into: sum
  - log: ${sum}
  - {call: show, with: [only]}
  - {call: show, with: [1, 2, dropped], into: nothing}
  - log: ${nothing}
  - {call: early, with: [true], into: e}
  - {call: early, with: [false], into: l}
  - log: ${e} ${l}
  - let: {f: "${add}"}
  - {call: f, with: [a, b], into: ab}
  - log: ${ab}
)"),
              ElementsAre("5", "only null", "1 2", "null", "early late", "ab"));
}

TEST(Statements, ACallbackIsAFunctionValueThatClosesOverItsVariables) {
  EXPECT_THAT(log_of(R"(
functions:
  make_counter:
    do:
      - let: {count: 0}
      - return:
          function: [step]
          do:
            - set: {count: "${count + step}"}
            - return: ${count}
script:
  - {call: make_counter, into: a}
  - {call: make_counter, into: b}
  - {call: a, with: [1], into: x}
  - {call: a, with: [10], into: x}
  - {call: b, with: [5], into: y}
  - log: ${x} ${y}
)"),
              ElementsAre("11 5"));
}

TEST(Statements, EachIterationHasItsOwnVariables) {
  EXPECT_THAT(log_of(R"(
script:
  - repeat: 3
    as: i
    do:
      - let: {square: "${i * i}"}
      - set_timeout: 1
        do: [{log: "${i} ${square}"}]
  - let: {shared: 0}
  - repeat: 2
    do:
      - set: {shared: "${shared + 1}"}
      - set_timeout: 1
        do: [{log: "${shared}"}]
)"),
              ElementsAre("0 0", "1 1", "2 4", "2", "2"));
}

TEST(Statements, VariablesOfTheScriptAreSeenByFunctionsAndTimeline) {
  EXPECT_THAT(transcript_of(R"(
functions:
  bump: {do: {set: {n: "${n + 1}"}}}
script:
  - let: {n: 1}
  - call: bump
  - log: ${n}
timeline:
  - at: 5ms
    do: [{call: bump}, {log: "outside ${n}"}]
)"),
              ElementsAre("0s: 2", "5ms: outside 3"));
}

TEST(Statements, UsingAVariableBeforeItHasAValueIsAnErrorWithItsPlace) {
  EXPECT_EQ(fault_of("functions:\n  f: {do: [{log: \"${late}\"}]}\nscript:\n  - call: f\n  - let: {late: 1}\n"),
            "3:21: 'late' is used before it has a value "
            "(this ran before the statement that defines it; define it further up)");
}

TEST(Statements, AHandleMayBeUsedInItsOwnCallback) {
  EXPECT_THAT(transcript_of(R"(
script:
  - let: {n: 0}
  - set_interval: 10
    as: beat
    do:
      - set: {n: "${n + 1}"}
      - log: beat ${n}
      - if: n == 3
        then: {clear_interval: beat}
)"),
              ElementsAre("10ms: beat 1", "20ms: beat 2", "30ms: beat 3"));
}

TEST(Statements, ArgumentsBehindTheDelayArePassedToTheCallback) {
  EXPECT_THAT(transcript_of(R"(
functions:
  greet: {params: [greeting, who], do: [{log: "${greeting}, ${who}"}]}
script:
  - {set_timeout: 20, do: greet, with: [Hello, Roger]}
  - set_timeout: 10
    params: [a, b]
    with: [1, "${1 + 1}"]
    do: [{log: "${a + b}"}]
)"),
              ElementsAre("10ms: 3", "20ms: Hello, Roger"));
}

TEST(Statements, DelaysAreDurationsNumbersOrTexts) {
  EXPECT_THAT(transcript_of(R"(
script:
  - let: {a: 5, b: 1.5, c: "2ms", d: "${3ms}"}
  - {set_timeout: "${a}", do: {log: a}}
  - {set_timeout: "${b}", do: {log: b}}
  - {set_timeout: "${c}", do: {log: c}}
  - {set_timeout: "${d + 1ms}", do: {log: d}}
  - {set_timeout: "${c}..2ms", do: {log: range}}
)"),
              ElementsAre("1.5ms: b", "2ms: c", "2ms: range", "4ms: d", "5ms: a"));
  EXPECT_EQ(fault_of("script:\n  - let: {d: [1]}\n  - {set_timeout: \"${d}\", do: []}\n"),
            "4:22: a duration is a duration, a number of milliseconds or a text such as '1.5s', not a list "
            "(here d = [1])");
}

TEST(Statements, ErrorsAreCaughtAndFinallyAlwaysRuns) {
  EXPECT_THAT(
      log_of(R"(
functions:
  fails: {do: [{log: failing}, {throw: it failed}]}
  cleans_up:
    do:
      - try: [{return: result}]
        finally: [{log: cleaning up}]
  overrides:
    do:
      - try: [{throw: lost}]
        finally: [{return: from finally}]
script:
  - try:
      - call: fails
      - log: never
    catch:
      - log: caught ${error}
    finally:
      - log: finally
  - try:
      - try: [{throw: inner}]
        finally: [{log: inner finally}]
    catch: [{log: "outer ${error}"}]
  - try:
      - try: [{throw: one}]
        catch: [{throw: "${error} and two"}]
        finally: [{log: still}]
    catch: [{log: "${error}"}]
  - {call: cleans_up, into: r}
  - log: ${r}
  - {call: overrides, into: o}
  - log: ${o}
  - try: [{log: fine}]
    catch: [{log: never}]
    finally: [{log: finally after fine}]
  - try: [{throw: 5}]
    catch: [{log: "${error == 5} ${error}"}]
)"),
      ElementsAre("failing", "caught it failed", "finally", "inner finally", "outer inner", "still", "one and two",
                  "cleaning up", "result", "from finally", "fine", "finally after fine", "false 5"));
}

TEST(Statements, AnErrorFallsThroughCallsAndLoops) {
  EXPECT_THAT(log_of(R"(
functions:
  deep:
    params: [n]
    do:
      - if: n == 0
        then: [{throw: bottom}]
      - repeat: 1
        do:
          - call: deep
            with: ["${n - 1}"]
      - log: never
script:
  - try: [{call: deep, with: [5]}]
    catch: [{log: "${error}"}]
)"),
              ElementsAre("bottom"));
}

TEST(Statements, AnUncaughtErrorEndsThePlainRun) {
  const RunResult result = run_text(R"(
script:
  - {set_timeout: 5, do: [{queue_microtask: {log: never}}, {throw: bang}, {log: never}]}
  - {set_timeout: 5, do: {log: never}, as: second}
  - log: script
)");
  EXPECT_THAT(transcript(result), ElementsAre("0s: script", "5ms: uncaught: bang"));
  EXPECT_EQ(result.ending, Ending::finished);
  EXPECT_THAT(result.pending, ElementsAre("second"));
}

TEST(Statements, ChooseTakesOneBranchDrawnFromTheSeed) {
  const auto scenario = scenario_of(R"(
script:
  - choose: [{log: a}, {log: b}, [{log: c}, {log: d}]]
)");
  ASSERT_NE(scenario, nullptr);
  std::set<std::vector<std::string>> seen;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    RunOptions options;
    options.seed = seed;
    const auto lines = transcript(run(*scenario, options));
    EXPECT_EQ(lines, transcript(run(*scenario, options)));
    seen.insert(lines);
  }
  EXPECT_THAT(seen,
              testing::UnorderedElementsAre(ElementsAre("0s: a"), ElementsAre("0s: b"), ElementsAre("0s: c", "0s: d")));
}

TEST(Statements, AssertFailsTheRunWithTheValuesOfItsNames) {
  EXPECT_EQ(fault_of("script:\n  - let: {count: 2, limit: 3}\n  - assert: count == limit\n"),
            "4:13: assert failed: count == limit (here count = 2, limit = 3)");
  EXPECT_EQ(fault_of("script:\n  - let: {count: 2}\n  - assert: count > 2\n    message: too few of ${count}\n"),
            "4:13: assert failed: count > 2: too few of 2 (here count = 2)");
  EXPECT_EQ(fault_of("script:\n  - assert: 1 < 2\n"), "no fault");
}

TEST(Statements, ConditionsTakeBooleansOnly) {
  EXPECT_EQ(fault_of("script:\n  - let: {n: 1}\n  - if: n\n    then: []\n"),
            "4:9: a condition is true or false, not an integer "
            "(write a comparison: 'x != null', 'n > 0'; here n = 1)");
}

TEST(Statements, NoTryCatchesARuntimeErrorOfTheLanguage) {
  const RunResult result = run_text(R"(
script:
  - try: [{log: "${1 / 0}"}]
    catch: [{log: never}]
    finally: [{log: never}]
)");
  EXPECT_EQ(result.ending, Ending::faulted);
  EXPECT_THAT(result.lines, IsEmpty());
}

TEST(Statements, TheClocksAreReadAndStepped) {
  EXPECT_THAT(transcript_of(R"(
epoch: 2026-01-01T00:00:00Z
script:
  - set_timeout: 1s
    do:
      - log: ${now()} ${wall_now()}
      - shift_wall_clock: 1h
      - log: ${now()} ${wall_now()}
      - set_wall_clock: 2000-01-01T00:00:00Z
      - log: ${wall_now()}
      - block: 2s
      - log: ${now()} ${wall_now()}
  - {set_timeout: 1500ms, do: {log: "late ${now()}"}}
)"),
              ElementsAre("1s: 1s 2026-01-01T00:00:01Z", "1s: 1s 2026-01-01T01:00:01Z", "1s: 2000-01-01T00:00:00Z",
                          "3s: 3s 2000-01-01T00:00:02Z", "3s: late 3s"));
}

TEST(Statements, RandomNumbersComeFromTheSeed) {
  const char* program = "script:\n  - repeat: 20\n    do: {log: \"${random(1, 6)} ${random() < 1.0}\"}\n";
  RunOptions one;
  one.seed = 1;
  RunOptions two;
  two.seed = 2;
  EXPECT_EQ(log_of(program, one), log_of(program, one));
  EXPECT_NE(log_of(program, one), log_of(program, two));
}

}  // namespace
}  // namespace vtime::scenario
