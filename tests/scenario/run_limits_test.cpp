// What exceeds a limit is stopped with an error that names what never ends.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::HasSubstr;

TEST(Limits, ARecursionWithoutEndIsNamed) {
  EXPECT_EQ(fault_of("functions:\n  f: {do: [{call: g}]}\n  g: {do: [{call: f}]}\nscript:\n  - call: f\n"),
            "4:13: calls nest more than 200 levels deep: 'f' -> 'g' -> 'f' "
            "(end the recursion, start the next round by a timer, or raise 'limits: {depth: N}')");
}

TEST(Limits, ListenersThatEmitTheirOwnEventAreNamedByTheirStatement) {
  EXPECT_THAT(fault_of("script:\n  - on: ping\n    as: answering\n    do: {emit: ping}\n  - emit: ping\n"),
              HasSubstr("'answering' -> 'answering'"));
}

TEST(Limits, TheDepthCountsNestedCallsListenersAndExecutors) {
  const char* program = R"(
limits: {depth: 3}
functions:
  down: {params: [n], do: [{if: n > 0, then: [{call: down, with: ["${n - 1}"]}]}]}
script:
  - call: down
    with: [DEPTH]
)";
  const auto with = [&](const char* depth) {
    std::string text = program;
    text.replace(text.find("DEPTH"), 5, depth);
    return run_text(text).ending;
  };
  EXPECT_EQ(with("2"), Ending::finished);
  EXPECT_EQ(with("3"), Ending::limited);
  EXPECT_EQ(run_text("script:\n  - {on: a, do: [{emit: a}]}\n  - emit: a\n").ending, Ending::limited);
}

TEST(Limits, ADepthOfManyThousandsDoesNotOverflowTheStack) {
  EXPECT_EQ(fault_of("limits: {depth: 200000}\nfunctions:\n  f: {do: [{call: f}]}\nscript:\n  - call: f\n"),
            "4:13: calls nest more than 200000 levels deep: 'f' -> 'f' "
            "(end the recursion, start the next round by a timer, or raise 'limits: {depth: N}')");
}

TEST(Limits, ALoopWithoutEndIsNamedWithItsCallback) {
  EXPECT_EQ(fault_of("limits: {statements: 1000}\nscript:\n  - set_timeout: 5\n    as: worker\n    do:\n"
                     "      - while: true\n        do: []\n"),
            "7:9: the callback of 'worker' never ends: it has run 1000 statements, the last of them this 'while' "
            "(end the loop, or raise 'limits: {statements: N}')");
}

TEST(Limits, StatementsAreCountedPerCallback) {
  EXPECT_EQ(run_text("limits: {statements: 20}\nscript:\n  - {set_interval: 1, as: i, do: [{log: x}]}\n"
                     "  - {set_timeout: 1000, do: [{clear_interval: i}]}\n")
                .ending,
            Ending::finished);
}

TEST(Limits, AnIntervalWithoutEndIsNamed) {
  const RunResult result =
      run_text("limits: {callbacks: 20000}\nscript:\n  - set_interval: 1ms\n    as: heartbeat\n    do: []\n");
  EXPECT_EQ(result.ending, Ending::limited);
  ASSERT_TRUE(result.diagnostic);
  EXPECT_THAT(result.diagnostic->message, HasSubstr("heartbeat"));
  EXPECT_EQ(result.diagnostic->where.begin.line, 4u);
  EXPECT_EQ(result.callbacks, 20'000u);
}

TEST(Limits, MicrotasksWithoutEndAreNamed) {
  const RunResult result = run_text(R"(
limits: {callbacks: 1000}
functions:
  again: {do: [{queue_microtask: again}]}
script:
  - call: again
)");
  EXPECT_EQ(result.ending, Ending::limited);
  ASSERT_TRUE(result.diagnostic);
  EXPECT_THAT(result.diagnostic->message, HasSubstr("line 5"));
}

TEST(Limits, VirtualTimeMayBeLimited) {
  const RunResult result = run_text("limits: {virtual_time: 1h}\nscript:\n  - {set_timeout: 2h, as: later, do: []}\n");
  EXPECT_EQ(result.ending, Ending::limited);
}

TEST(Limits, WhatIsDueBeyondTheLimitOfTimeIsNamedByEveryLoop) {
  for (const std::string loop : {"plain", "node", "browser"}) {
    const RunResult result = run_text("loop: " + loop +
                                      "\nlimits: {virtual_time: 1h}\nscript:\n"
                                      "  - {set_timeout: 2h, as: later, do: []}\n");
    ASSERT_TRUE(result.diagnostic) << loop;
    EXPECT_THAT(result.diagnostic->message, HasSubstr("'later' is due at 2h0m0s")) << loop;
  }
}

TEST(Limits, StopAtIncludesWhatIsDueThen) {
  const RunResult result = run_text(R"(
stop_at: 20ms
script:
  - {set_interval: 10, as: beat, do: [{log: beat}]}
)");
  EXPECT_THAT(transcript(result), testing::ElementsAre("10ms: beat", "20ms: beat"));
  EXPECT_EQ(result.ending, Ending::finished);
  EXPECT_THAT(result.pending, testing::ElementsAre("beat"));
}

TEST(Limits, NestingOfValuesIsBounded) {
  EXPECT_THAT(fault_of("script:\n  - let: {x: []}\n  - repeat: 2000\n    do: [{set: {x: [\"${x}\"]}}]\n"),
              HasSubstr("lists and maps nest more than 1000 levels deep"));
}

TEST(Limits, SharedPartsDoNotMakeTextsOrComparisonsEndless) {
  const std::string doubling =
      "script:\n  - let: {x: [], y: []}\n  - repeat: 60\n"
      "    do: [{set: {x: [\"${x}\", \"${x}\"]}}, {set: {y: [\"${y}\", \"${y}\"]}}]\n";
  EXPECT_THAT(fault_of(doubling + "  - log: ${x}\n"), HasSubstr("a text is longer than 16 MiB"));
  EXPECT_THAT(fault_of(doubling + "  - assert: x == y\n"), HasSubstr("too large to be compared"));
}

TEST(Limits, ATextThatDoublesIsStopped) {
  EXPECT_THAT(fault_of("script:\n  - let: {x: abc}\n  - while: true\n    do: [{set: {x: \"${x}${x}\"}}]\n"),
              HasSubstr("a text is longer than 16 MiB"));
}

TEST(Limits, ADelayBeyondTheClockIsAnError) {
  const RunResult result = run_text(
      "script:\n  - let: {d: \"${2540400h}\"}\n  - {set_timeout: \"${d}\", do: "
      "[{set_timeout: \"${d}\", do: []}]}\n");
  EXPECT_EQ(result.ending, Ending::faulted);
  ASSERT_TRUE(result.diagnostic);
  EXPECT_EQ(result.diagnostic->where.begin.line, 4u);
}

TEST(Limits, ANegativeDelayIsAnErrorInThePlainModel) {
  const RunResult result = run_text("script:\n  - let: {d: -5}\n  - {set_timeout: \"${d}\", do: []}\n");
  EXPECT_EQ(result.ending, Ending::faulted);
  ASSERT_TRUE(result.diagnostic);
  EXPECT_THAT(result.diagnostic->message, HasSubstr("negative"));
  EXPECT_EQ(result.diagnostic->where.begin.line, 4u);
}

}  // namespace
}  // namespace vtime::scenario
