// The rules of the plain event-loop model.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "run_support.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;

TEST(PlainModel, OneQueueOrderedByDueTimeThenByOrderOfArming) {
  EXPECT_THAT(transcript_of(R"(
script:
  - {set_timeout: 2, do: [{log: two}, {post: [{log: posted}]}, {set_timeout: 0, do: [{log: zero}]}]}
  - {set_timeout: 1, do: [{log: one}, {set_timeout: 1, do: [{log: one and one}]}]}
  - {set_timeout: 2, do: [{log: also two}]}
  - {post: [{log: first}]}
)"),
              ElementsAre("0s: first", "1ms: one", "2ms: two", "2ms: also two", "2ms: one and one", "2ms: posted",
                          "2ms: zero"));
}

TEST(PlainModel, DurationsAreExact) {
  EXPECT_THAT(
      transcript_of("script:\n  - {set_timeout: 1ns, do: [{log: a}]}\n  - {set_timeout: 0.5, do: [{log: b}]}\n"),
      ElementsAre("1ns: a", "500us: b"));
}

TEST(PlainModel, MicrotasksRunAfterEachCallbackUntilNoneIsLeft) {
  EXPECT_THAT(transcript_of(R"(
script:
  - {set_timeout: 1, do: [{log: one}, {queue_microtask: [{log: m}, {queue_microtask: {log: mm}}]}]}
  - {set_timeout: 1, do: [{log: two}]}
  - {queue_microtask: [{log: before all}]}
  - log: script
)"),
              ElementsAre("0s: script", "0s: before all", "1ms: one", "1ms: m", "1ms: mm", "1ms: two"));
}

TEST(PlainModel, TimelineEntriesWereArmedBeforeTheScript) {
  EXPECT_THAT(transcript_of(R"(
script:
  - log: script
  - {set_timeout: 0, do: [{log: timer}]}
timeline:
  - {at: 0, do: {log: outside}}
)"),
              ElementsAre("0s: script", "0s: outside", "0s: timer"));
}

TEST(PlainModel, MissedBeatsAreCalledAtOnceOnceOrSkipped) {
  const auto beats = [](const char* missed) {
    return transcript_of(std::string("script:\n  - let: {n: 0}\n  - set_interval: 10\n    as: i\n    missed: ") +
                         missed +
                         "\n    do:\n      - set: {n: \"${n + 1}\"}\n      - log: ${n}\n"
                         "      - if: n == 1\n        then: [{block: 35ms}]\n"
                         "      - if: n == 4\n        then: [{clear_interval: i}]\n");
  };
  EXPECT_THAT(beats("burst"), ElementsAre("10ms: 1", "45ms: 2", "45ms: 3", "45ms: 4"));
  EXPECT_THAT(beats("delay"), ElementsAre("10ms: 1", "45ms: 2", "55ms: 3", "65ms: 4"));
  EXPECT_THAT(beats("skip"), ElementsAre("10ms: 1", "45ms: 2", "50ms: 3", "60ms: 4"));
}

TEST(PlainModel, BackgroundTimersRunWhileOthersKeepTheRunAlive) {
  EXPECT_THAT(transcript_of(R"(
script:
  - {set_interval: 10, background: true, do: [{log: background}]}
  - {set_timeout: 25, do: [{log: end}]}
)"),
              ElementsAre("10ms: background", "20ms: background", "25ms: end"));
}

TEST(PlainModel, ARangeIsDrawnAnewForEveryBeat) {
  const auto scenario = scenario_of("stop_at: 1s\nscript:\n  - {set_interval: 10ms..12ms, do: [{log: beat}]}\n");
  ASSERT_NE(scenario, nullptr);
  const RunResult result = run(*scenario);
  std::set<Duration> periods;
  for (std::size_t i = 1; i < result.lines.size(); ++i) periods.insert(result.lines[i].at - result.lines[i - 1].at);
  using std::chrono::milliseconds;
  EXPECT_THAT(periods, ElementsAre(milliseconds(10), milliseconds(11), milliseconds(12)));
}

TEST(PlainModel, ClearingWhatHasFiredNothingOrTwiceIsHarmless) {
  EXPECT_THAT(transcript_of(R"(
script:
  - let: {nothing: null}
  - set_timeout: 1
    as: t
    do: [{log: fired}, {clear_timeout: t}, {clear_timeout: t}, {clear_interval: nothing}]
  - clear_timeout: nothing
  - {set_timeout: 2, as: u, do: [{log: never}]}
  - {set_interval: 2, as: v, do: [{log: never}]}
  - clear_interval: u
  - clear_timeout: v
)"),
              ElementsAre("1ms: fired"));
}

TEST(PlainModel, ACancelledSiblingOfTheSameInstantDoesNotRun) {
  EXPECT_THAT(transcript_of(R"(
script:
  - let: {b: null}
  - {set_timeout: 1, do: [{log: a}, {clear_timeout: b}]}
  - {set_timeout: 1, as: other, do: [{log: never}]}
  - set: {b: "${other}"}
)"),
              ElementsAre("1ms: a"));
}

}  // namespace
}  // namespace vtime::scenario
