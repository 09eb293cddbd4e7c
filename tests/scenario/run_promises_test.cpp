// Promises and async bodies, with the job order of ECMAScript. Every expected order was seen in Node.js.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Logs m1, m2, ... in one microtask after the other, beside what `program` does.
std::vector<std::string> beside_microtasks(const std::string& program) {
  return log_of(R"(
functions:
  steps:
    params: [n]
    do:
      - log: m${n}
      - if: n < 8
        then: [{queue_microtask: [{call: steps, with: ["${n + 1}"]}]}]
script:
  - promise: done
    do: [{resolve: done, with: value}]
  - promise: failed
    do: [{reject: failed, with: wrong}]
  - then: failed
    catch: []
)" + program + R"(
  - queue_microtask: [{call: steps, with: [1]}]
)");
}

TEST(Promises, AReactionTakesOneMicrotask) {
  EXPECT_THAT(beside_microtasks("  - {then: done, do: [{log: \"${result}\"}]}"),
              ElementsAre("value", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, AwaitOfANativePromiseTakesOneMicrotask) {
  EXPECT_THAT(beside_microtasks("  - async: [{await: done, into: v}, {log: \"${v}\"}, {await: 5}, {log: again}]"),
              ElementsAre("value", "m1", "again", "m2", "m3", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, ResolvingWithAPromiseTakesTwoMore) {
  EXPECT_THAT(beside_microtasks(R"(  - promise: outer
    do: [{resolve: outer, with: "${done}"}]
  - {then: outer, do: [{log: "${result}"}]})"),
              ElementsAre("m1", "m2", "value", "m3", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, ReturningOneFromThenTakesThree) {
  EXPECT_THAT(beside_microtasks(R"(  - {then: done, do: [{return: "${done}"}], as: derived}
  - {then: derived, do: [{log: "${result}"}]})"),
              ElementsAre("m1", "m2", "m3", "value", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, AnAsyncFunctionThatReturnsOneTakesThree) {
  EXPECT_THAT(beside_microtasks(R"(  - async: [{return: "${done}"}]
    as: p
  - {then: p, do: [{log: "${result}"}]})"),
              ElementsAre("m1", "m2", "value", "m3", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, FinallyPassesTheOutcomeOnBehindItsThunks) {
  EXPECT_THAT(beside_microtasks(R"(  - {then: done, finally: [{log: finally}, {return: ignored}], as: f}
  - {then: f, do: [{log: "${result}"}]})"),
              ElementsAre("finally", "m1", "m2", "m3", "value", "m4", "m5", "m6", "m7", "m8"));
  EXPECT_THAT(beside_microtasks(R"(  - {then: failed, finally: [{log: finally}], as: f}
  - {then: f, catch: [{log: "${error}"}]})"),
              ElementsAre("finally", "m1", "m2", "m3", "wrong", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, FinallyIsChainedBehindDoAndCatch) {
  EXPECT_THAT(beside_microtasks(R"(  - {then: done, do: [{log: do}, {return: new}], finally: [{log: finally}], as: f}
  - {then: f, do: [{log: "${result}"}]})"),
              ElementsAre("do", "m1", "finally", "m2", "m3", "m4", "new", "m5", "m6", "m7", "m8"));
}

TEST(Promises, AnErrorInFinallyReplacesTheOutcome) {
  EXPECT_THAT(beside_microtasks(R"(  - {then: done, finally: [{throw: new}], as: f}
  - {then: f, catch: [{log: "${error}"}]})"),
              ElementsAre("m1", "new", "m2", "m3", "m4", "m5", "m6", "m7", "m8"));
  EXPECT_THAT(beside_microtasks(R"(  - {then: done, finally: [{return: "${failed}"}], as: f}
  - {then: f, catch: [{log: "${error}"}]})"),
              ElementsAre("m1", "m2", "m3", "wrong", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, WithoutAHandlerTheOutcomeGoesOn) {
  EXPECT_THAT(beside_microtasks(R"(  - {then: failed, do: [{log: never}], as: a}
  - {then: a, catch: [{log: "${error}"}, {return: mended}], as: b}
  - {then: b, do: [{log: "${result}"}], catch: [{log: never}]})"),
              ElementsAre("m1", "wrong", "m2", "mended", "m3", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, CombinatorsTakeTheStepsOfTheBuiltIns) {
  EXPECT_THAT(beside_microtasks(R"(  - {all: ["${done}", plain, "${done}"], as: all}
  - {then: all, do: [{log: "all ${result}"}]}
  - {race: ["${done}", "${failed}"], as: race}
  - {then: race, do: [{log: "race ${result}"}]}
  - {any: ["${failed}", "${done}"], as: any}
  - {then: any, do: [{log: "any ${result}"}]}
  - {all_settled: ["${failed}", 5], as: settled}
  - {then: settled, do: [{log: "${result}"}]}
  - {all: ["${done}", "${failed}"], as: failing}
  - {then: failing, catch: [{log: "all ${error}"}]})"),
              ElementsAre("m1", R"(all ["value","plain","value"])", "race value", "any value",
                          R"([{"status":"rejected","reason":"wrong"},{"status":"fulfilled","value":5}])", "all wrong",
                          "m2", "m3", "m4", "m5", "m6", "m7", "m8"));
}

TEST(Promises, CombinatorsOfNothing) {
  EXPECT_THAT(log_of(R"(
script:
  - {all: [], as: all}
  - {all_settled: [], as: settled}
  - {any: [], as: any}
  - {race: [], as: race}
  - {then: race, do: [{log: never}], finally: [{log: never}]}
  - {then: any, catch: [{log: "${error}"}]}
  - {then: settled, do: [{log: "${result}"}]}
  - {then: all, do: [{log: "${result}"}]}
)"),
              ElementsAre("All promises were rejected", "[]", "[]"));
}

TEST(Promises, ResolvingAPromiseWithItselfRejectsIt) {
  EXPECT_THAT(log_of(R"(
script:
  - promise: p
  - {resolve: p, with: "${p}"}
  - {then: p, catch: [{log: "${error}"}]}
)"),
              ElementsAre("Chaining cycle detected for promise"));
}

TEST(Promises, APromiseSettlesOnce) {
  EXPECT_THAT(log_of(R"(
script:
  - promise: p
    do:
      - {resolve: p, with: first}
      - {resolve: p, with: second}
      - {reject: p, with: third}
      - throw: fourth
  - {then: p, do: [{log: "${result}"}]}
  - promise: slow
  - promise: follows
    do: [{resolve: follows, with: "${slow}"}, {reject: follows, with: too late}]
  - {then: follows, do: [{log: "${result}"}]}
  - resolve: slow
)"),
              ElementsAre("first", "null"));
}

TEST(Promises, AnErrorInTheExecutorRejects) {
  EXPECT_THAT(log_of(R"(
script:
  - promise: p
    do: [{log: executor}, {throw: thrown}]
  - {then: p, catch: [{log: "${error}"}]}
)"),
              ElementsAre("executor", "thrown"));
}

TEST(Promises, AnUnhandledRejectionEndsThePlainRunWhenTheMicrotasksAreEmpty) {
  EXPECT_THAT(transcript_of(R"(
script:
  - promise: p
    do: [{reject: p, with: unwanted}]
  - promise: handled
    do: [{reject: handled, with: fine}]
  - queue_microtask: [{log: microtask}, {then: handled, catch: [{log: "${error}"}]}]
  - {set_timeout: 0, do: {log: never}}
)"),
              ElementsAre("0s: microtask", "0s: fine", "0s: uncaught: unwanted"));
  EXPECT_THAT(transcript_of(R"(
script:
  - {set_timeout: 5, do: [{async: [{throw: late}]}]}
  - {set_timeout: 6, do: {log: never}}
)"),
              ElementsAre("5ms: uncaught: late"));
}

TEST(Async, ABodyRunsSynchronouslyUpToItsFirstAwait) {
  EXPECT_THAT(log_of(R"(
functions:
  work:
    async: true
    params: [n]
    do:
      - log: begins ${n}
      - await: null
      - log: goes on ${n}
      - return: ${n * 2}
script:
  - {call: work, with: [1], into: a}
  - {call: work, with: [2], into: b}
  - log: script
  - async:
      - {all: ["${a}", "${b}"], as: both}
      - {await: both, into: results}
      - log: ${results}
)"),
              ElementsAre("begins 1", "begins 2", "script", "goes on 1", "goes on 2", "[2,4]"));
}

TEST(Async, SleepIsAnAwaitOfATimer) {
  EXPECT_THAT(transcript_of(R"(
script:
  - async:
      - repeat: 3
        as: i
        do:
          - sleep: 10ms
          - log: slept ${i}
  - {set_timeout: 10, do: [{log: timer}]}
)"),
              ElementsAre("10ms: slept 0", "10ms: timer", "20ms: slept 1", "30ms: slept 2"));
}

TEST(Async, TryCatchAndFinallyWorkAcrossAwaits) {
  EXPECT_THAT(transcript_of(R"(
script:
  - promise: p
    do: [{set_timeout: 5, do: [{reject: p, with: rejected}]}]
  - async:
      - try: [{await: p}, {log: never}]
        catch: [{log: "caught ${error}"}, {sleep: 3ms}, {log: slept in catch}]
        finally: [{log: finally}, {sleep: 2ms}, {log: slept in finally}]
      - log: end
)"),
              ElementsAre("5ms: caught rejected", "8ms: slept in catch", "8ms: finally", "10ms: slept in finally",
                          "10ms: end"));
}

TEST(Async, ReturnInsideTryRunsFinallyFirst) {
  EXPECT_THAT(log_of(R"(
functions:
  plain:
    async: true
    do:
      - try: [{await: 1}, {return: from try}]
        finally: [{log: finally}, {await: 2}, {log: finally ends}]
  wins:
    async: true
    do:
      - try: [{await: 1}, {throw: lost}]
        finally: [{await: 2}, {return: from finally}]
  replaced:
    async: true
    do:
      - repeat: 3
        do:
          - try: [{throw: lost}]
            finally: [{await: 0}, {break: loop}]
      - return: broke out
script:
  - async:
      - {call: plain, into: a}
      - {await: a, into: x}
      - {call: wins, into: b}
      - {await: b, into: y}
      - {call: replaced, into: c}
      - {await: c, into: z}
      - log: ${x}, ${y}, ${z}
)"),
              ElementsAre("finally", "finally ends", "from try, from finally, broke out"));
}

TEST(Async, AnAwaitThatNothingSettlesEndsTheRunQuietly) {
  const RunResult result = run_text(R"(
functions:
  forever: {async: true, do: [{promise: never}, {await: never}]}
script:
  - {call: forever}
  - {call: forever}
  - async: [{promise: other}, {await: other}]
    as: body
  - log: end
)");
  EXPECT_THAT(transcript(result), ElementsAre("0s: end"));
  EXPECT_THAT(result.pending, ElementsAre("line 6", "line 7", "body"));
  EXPECT_EQ(result.ending, Ending::finished);
}

TEST(Async, AMillionMicrotasksInAChainTakeConstantMemory) {
  EXPECT_THAT(log_of(R"(
limits: {callbacks: 3000000}
script:
  - let: {n: 0}
  - async:
      - while: n < 200000
        do:
          - await: null
          - set: {n: "${n + 1}"}
      - log: ${n}
)"),
              ElementsAre("200000"));
}

}  // namespace
}  // namespace vtime::scenario
