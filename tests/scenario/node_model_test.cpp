// The rules of the Node.js event-loop model that the recorded transcripts don't show.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

RunResult run_in_node(const std::string& yaml) { return run_text("loop: node\n" + yaml); }
std::vector<std::string> transcript_in_node(const std::string& yaml) { return transcript_of("loop: node\n" + yaml); }

TEST(NodeModel, ARangeIsDrawnAnewForEveryBeat) {
  const RunResult result = run_in_node("stop_at: 1s\nscript:\n  - {set_interval: 10ms..12ms, do: [{log: beat}]}\n");
  std::set<Duration> periods;
  for (std::size_t i = 1; i < result.lines.size(); ++i) periods.insert(result.lines[i].at - result.lines[i - 1].at);
  using std::chrono::milliseconds;
  EXPECT_THAT(periods, ElementsAre(milliseconds(10), milliseconds(11), milliseconds(12)));
}

TEST(NodeModel, ADrawnDelayIsRoundedLikeAnyOther) {
  EXPECT_THAT(transcript_in_node("script:\n  - {set_timeout: 0.1ms..0.9ms, do: [{log: one}]}\n"),
              ElementsAre("1ms: one"));
}

TEST(NodeModel, StopAtIncludesWhatIsDueThen) {
  const RunResult result = run_in_node(R"(
stop_at: 20ms
script:
  - {set_interval: 10, as: beat, do: [{log: beat}]}
  - {set_timeout: 20, do: [{log: timer}, {next_tick: [{log: tick}]}]}
  - {set_timeout: 21, as: later, do: [{log: never}]}
)");
  EXPECT_THAT(transcript(result), ElementsAre("10ms: beat", "20ms: timer", "20ms: tick", "20ms: beat"));
  EXPECT_EQ(result.ending, Ending::finished);
  EXPECT_THAT(result.pending, ElementsAre("beat", "later"));
}

TEST(NodeModel, PendingNamesWhatIsReferencedInTheOrderOfItsStart) {
  const RunResult result = run_in_node(R"(
resources:
  slow: {latency: 1h, result: 1}
script:
  - {set_interval: 10, as: housekeeping, background: true, do: []}
  - {load: slow, as: response, do: []}
  - {set_timeout: 1h, as: timer, do: []}
  - set_immediate: []
    as: immediate
  - throw: the end
)");
  EXPECT_EQ(transcript(result), std::vector<std::string>{"0s: uncaught: the end"});
  EXPECT_THAT(result.pending, ElementsAre("response", "timer", "immediate"));
}

TEST(NodeModel, AnIntervalClearedInsideItsCallbackRunsToTheEndOfItAndNeverAgain) {
  EXPECT_THAT(transcript_in_node(R"(
script:
  - set_interval: 10
    as: i
    do: [{clear_interval: i}, {clear_interval: i}, {log: still here}]
)"),
              ElementsAre("10ms: still here"));
}

TEST(NodeModel, ATimerClearedByTheTickOfTheOneBeforeItInItsListDoesNotRun) {
  EXPECT_THAT(transcript_in_node(R"(
script:
  - let: {second: null}
  - {set_timeout: 10, do: [{log: first}, {next_tick: [{clear_timeout: second}]}]}
  - {set_timeout: 10, as: s, do: [{log: never}]}
  - {set_timeout: 10, do: [{log: third}]}
  - set: {second: "${s}"}
)"),
              ElementsAre("10ms: first", "10ms: third"));
}

TEST(NodeModel, ABackgroundIntervalDoesNotKeepTheRunAliveAndAClearedOneNeither) {
  EXPECT_THAT(transcript_in_node(R"(
script:
  - {set_interval: 10, background: true, do: [{log: never}]}
  - {set_interval: 10, as: i, do: [{log: never}]}
  - clear_interval: i
  - log: script
)"),
              ElementsAre("0s: script"));
}

TEST(NodeModel, ALoadCancelledByOneThatCompletesWithItDoesNotComplete) {
  EXPECT_THAT(transcript_in_node(R"(
resources:
  disk: {latency: 10ms, result: 1}
script:
  - let: {second: null}
  - {load: disk, do: [{log: first}, {cancel: second}]}
  - {load: disk, as: s, do: [{log: never}]}
  - set: {second: "${s}"}
)"),
              ElementsAre("10ms: first"));
}

TEST(NodeModel, CyclesWithoutEndAreNamed) {
  const auto endless = [](const std::string& statement) {
    const RunResult result = run_in_node("limits: {callbacks: 1000}\nfunctions:\n  again:\n    do:\n      - " +
                                         statement + "\nscript:\n  - call: again\n");
    EXPECT_EQ(result.ending, Ending::limited) << statement;
    return message_of(result);
  };
  for (const char* statement : {"set_immediate: again", "next_tick: again", "queue_microtask: again"}) {
    EXPECT_THAT(endless(statement), HasSubstr("1000 callbacks ran and there is no end")) << statement;
    EXPECT_THAT(endless(statement), HasSubstr("line 7 -> line 7")) << statement;
  }
  EXPECT_THAT(endless("{set_timeout: 5, as: poller, do: again}"), HasSubstr("poller"));
  EXPECT_THAT(endless("{set_interval: 5, as: beat, do: []}"), HasSubstr("beat"));
}

TEST(NodeModel, WhatOnlyOtherLoopsHaveIsRefusedWithWhatToUse) {
  const LoadedFile file = load("test.yaml", R"(scenario: s
loop: node
script:
  - post: []
  - request_animation_frame: []
  - request_idle_callback: []
)");
  EXPECT_TRUE(file.scenarios.empty());
  ASSERT_EQ(file.diagnostics.size(), 3u);
  for (const Diagnostic& diagnostic : file.diagnostics) {
    EXPECT_THAT(diagnostic.message, HasSubstr("node"));
    EXPECT_THAT(diagnostic.help, HasSubstr("set_"));
  }
}

TEST(NodeModel, TwoRunsAreTheSame) {
  const std::string program = R"(
seed: 7
script:
  - {set_interval: 1ms..50ms, as: i, do: [{log: "${random(1, 100)}"}]}
  - {set_timeout: 500, do: [{clear_interval: i}]}
)";
  EXPECT_EQ(transcript_in_node(program), transcript_in_node(program));
}

}  // namespace
}  // namespace vtime::scenario
