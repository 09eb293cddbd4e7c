// The rules of the browser's event-loop model that the recorded transcripts don't show.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

RunResult run_in_browser(const std::string& yaml) { return run_text("loop: browser\n" + yaml); }
std::vector<std::string> transcript_in_browser(const std::string& yaml) {
  return transcript_of("loop: browser\n" + yaml);
}

TEST(BrowserModel, ARangeIsDrawnAnewForEveryBeat) {
  const RunResult result = run_in_browser("stop_at: 1s\nscript:\n  - {set_interval: 10ms..12ms, do: [{log: beat}]}\n");
  std::set<Duration> periods;
  for (std::size_t i = 1; i < result.lines.size(); ++i) periods.insert(result.lines[i].at - result.lines[i - 1].at);
  using std::chrono::milliseconds;
  EXPECT_THAT(periods, ElementsAre(milliseconds(10), milliseconds(11), milliseconds(12)));
}

TEST(BrowserModel, StopAtIncludesWhatIsDueThen) {
  const RunResult result = run_in_browser(R"(
stop_at: 50ms
script:
  - {set_interval: 25, as: beat, do: [{log: beat}]}
  - {set_timeout: 51, as: later, do: [{log: never}]}
  - request_animation_frame: [{request_animation_frame: [{request_animation_frame: [{log: frame}]}]}]
)");
  EXPECT_THAT(transcript(result), ElementsAre("25ms: beat", "50ms: frame", "50ms: beat"));
  EXPECT_EQ(result.ending, Ending::finished);
  EXPECT_THAT(result.pending, ElementsAre("beat", "later"));
}

TEST(BrowserModel, StopAtEndsIdlePeriodsToo) {
  const RunResult result = run_in_browser(R"(
stop_at: 100ms
functions:
  work: {do: [{log: idle}, {request_idle_callback: work}]}
script:
  - request_idle_callback: work
)");
  EXPECT_THAT(transcript(result), ElementsAre("0s: idle", "50ms: idle", "100ms: idle"));
}

TEST(BrowserModel, PendingNamesTimersLoadsAndFramesInTheOrderOfTheirStart) {
  const RunResult result = run_in_browser(R"(
stop_at: 5ms
resources:
  slow: {latency: 1h, result: 1}
script:
  - {set_interval: 10, as: housekeeping, background: true, do: []}
  - request_animation_frame: []
    as: frame
  - {load: slow, as: response, do: []}
  - {set_timeout: 1h, as: timer, do: []}
)");
  EXPECT_THAT(result.pending, ElementsAre("frame", "response", "timer"));
}

TEST(BrowserModel, AnIntervalClearedInsideItsCallbackRunsToTheEndOfItAndNeverAgain) {
  EXPECT_THAT(transcript_in_browser(R"(
script:
  - set_interval: 10
    as: i
    do: [{clear_interval: i}, {clear_interval: i}, {log: still here}]
)"),
              ElementsAre("10ms: still here"));
}

TEST(BrowserModel, ATimerThatHasJoinedTheQueueCanBeCleared) {
  const RunResult result = run_in_browser(R"(
script:
  - let: {second: null}
  - {set_timeout: 0, do: [{log: first}, {clear_timeout: second}]}
  - {set_timeout: 0, as: s, do: [{log: never}]}
  - set: {second: "${s}"}
)");
  EXPECT_THAT(transcript(result), ElementsAre("0s: first"));
  EXPECT_THAT(result.pending, IsEmpty());
}

TEST(BrowserModel, BackgroundTimersRunWhileOthersKeepTheRunAlive) {
  EXPECT_THAT(transcript_in_browser(R"(
script:
  - {set_interval: 10, background: true, do: [{log: background}]}
  - {set_timeout: 25, do: [{log: end}]}
)"),
              ElementsAre("10ms: background", "20ms: background", "25ms: end"));
}

TEST(BrowserModel, ACancelledLoadNeitherCompletesNorKeepsTheRunAlive) {
  const RunResult result = run_in_browser(R"(
resources:
  slow: {latency: 1h, result: 1}
script:
  - {load: slow, as: response, do: [{log: never}]}
  - cancel: response
)");
  EXPECT_THAT(result.lines, IsEmpty());
  EXPECT_EQ(result.ended_at, Duration{});
}

TEST(BrowserModel, ACancelledFrameLeavesTheIdlePeriodToTheTimeOfTheFrame) {
  EXPECT_THAT(transcript_in_browser(R"(
script:
  - request_animation_frame:
      - request_animation_frame: [{log: never}]
        as: next
      - set_timeout: 1
        do: [{cancel_animation_frame: next}, {request_idle_callback: [{log: idle}]}]
)"),
              ElementsAre("33.333333ms: idle"));
}

TEST(BrowserModel, AFrameEndsTheIdlePeriod) {
  EXPECT_THAT(transcript_in_browser(R"(
script:
  - request_idle_callback:
      - log: first
      - request_idle_callback: [{log: second}]
      - set_timeout: 20
        do: [{log: timer}, {request_animation_frame: [{log: frame}]}]
)"),
              ElementsAre("0s: first", "20ms: timer", "33.333333ms: frame", "33.333333ms: second"));
}

TEST(BrowserModel, AnIdleCallbackThatOverrunsItsPeriodLeavesTheOthersToTheNext) {
  EXPECT_THAT(transcript_in_browser(R"(
script:
  - request_idle_callback: [{log: long}, {block: 30ms}, {request_idle_callback: [{log: third}]}]
  - request_idle_callback: [{log: second}]
  - {set_timeout: 20, do: [{log: timer}]}
)"),
              ElementsAre("0s: long", "30ms: timer", "30ms: second", "30ms: third"));
}

TEST(BrowserModel, CyclesWithoutEndAreNamed) {
  const auto endless = [](const std::string& statement) {
    const RunResult result = run_in_browser("limits: {callbacks: 1000}\nfunctions:\n  again:\n    do:\n      - " +
                                            statement + "\nscript:\n  - call: again\n");
    EXPECT_EQ(result.ending, Ending::limited) << statement;
    return message_of(result);
  };
  for (const char* statement :
       {"post: again", "queue_microtask: again", "request_animation_frame: again", "request_idle_callback: again"}) {
    EXPECT_THAT(endless(statement), HasSubstr("1000 callbacks ran and there is no end")) << statement;
    EXPECT_THAT(endless(statement), HasSubstr("line 7 -> line 7")) << statement;
  }
  EXPECT_THAT(endless("{set_timeout: 0, as: poller, do: again}"), HasSubstr("poller"));
  EXPECT_THAT(endless("{set_interval: 0, as: beat, do: []}"), HasSubstr("beat"));
}

TEST(BrowserModel, WhatOnlyOtherLoopsHaveIsRefusedWithWhatToUse) {
  const LoadedFile file = load("test.yaml",
                               "scenario: s\nloop: browser\nscript:\n  - next_tick: []\n"
                               "  - set_immediate: []\n");
  EXPECT_TRUE(file.scenarios.empty());
  ASSERT_EQ(file.diagnostics.size(), 2u);
  EXPECT_THAT(file.diagnostics[0].help, HasSubstr("queue_microtask"));
  EXPECT_THAT(file.diagnostics[1].help, HasSubstr("post"));
}

}  // namespace
}  // namespace vtime::scenario
