#include <gmock/gmock.h>

#include "gtest/message.hpp"
#include "transcript/golden.hpp"
#include "vtime/gtest.hpp"

namespace vtime {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;
using ::vtime::testing::messages_of;

/// Attempts with growing pauses, the last of which gives up.
class TranscriptMatchers : public ::testing::Test {
 protected:
  TranscriptMatchers() {
    log("attempt 1");
    for (const auto& [at, text] : {std::pair(100ms, "attempt 2"), {300ms, "attempt 3"}, {700ms, "gave up: timeout"}}) {
      loop.schedule_after(at, [this, line = text] { log("{}", line); });
    }
    loop.run_until_idle();
  }

  EventLoop loop;
  Transcript log{loop};
};

TEST_F(TranscriptMatchers, TakeWhatIsExpected) {
  EXPECT_THAT(log, TranscriptIs({"0s: attempt 1", "100ms: attempt 2", "300ms: attempt 3", "700ms: gave up: timeout"}));
  EXPECT_THAT(log, TranscriptContains("300ms: attempt 3"));
  EXPECT_THAT(log, InOrder({"attempt 1", "700ms: gave up: timeout"}));
}

TEST_F(TranscriptMatchers, ALineWithoutATimeMayComeAtAnyTime) {
  EXPECT_THAT(log, TranscriptIs({"attempt 1", "attempt 2", "attempt 3", "gave up: timeout"}));
}

TEST_F(TranscriptMatchers, AWindowTakesItsEnds) {
  EXPECT_THAT(log, TranscriptContains("100ms..110ms: attempt 2"));
  EXPECT_THAT(log, TranscriptContains("90ms..100ms: attempt 2"));
  EXPECT_THAT(log, Not(TranscriptContains("101ms..110ms: attempt 2")));
}

TEST_F(TranscriptMatchers, WhatStandsBeforeTheFirstColonIsATimeOnlyWhenItIsOne) {
  EXPECT_THAT(log, TranscriptContains("gave up: timeout"));
  EXPECT_THAT(log, Not(TranscriptContains("700ms : gave up: timeout")));
}

TEST_F(TranscriptMatchers, ThreeDotsTakeAnyLines) {
  EXPECT_THAT(log, TranscriptIs({"0s: attempt 1", "...", "700ms: gave up: timeout"}));
  EXPECT_THAT(log, TranscriptIs({"..."}));
  EXPECT_THAT(log, Not(TranscriptIs({"...", "attempt 1", "attempt 3"})));
}

TEST_F(TranscriptMatchers, RefuseMoreLinesThanExpectedAndFewer) {
  EXPECT_THAT(log, Not(TranscriptIs({"attempt 1", "attempt 2", "attempt 3"})));
  EXPECT_THAT(log, Not(TranscriptIs({})));
  log.clear();
  EXPECT_THAT(log, TranscriptIs({}));
}

TEST_F(TranscriptMatchers, InOrderRefusesAnotherOrder) {
  EXPECT_THAT(log, Not(InOrder({"attempt 3", "attempt 2"})));
  EXPECT_THAT(log, Not(InOrder({"attempt 1", "attempt 1"})));
}

TEST_F(TranscriptMatchers, ErrorsThatNothingCaughtAreWrittenAsTheTranscriptShowsThem) {
  log.clear();
  log.add("connection lost", LineKind::uncaught);
  EXPECT_THAT(log, TranscriptIs({"700ms: uncaught: connection lost"}));
}

// ---- how failures look: read them when they change ----------------------------------------------------------------

TEST_F(TranscriptMatchers, TellALineAtTheWrongTime) {
  EXPECT_GOLDEN(
      messages_of([&] {
        EXPECT_THAT(log, TranscriptIs({"0s: attempt 1", "100ms: attempt 2", "200ms: attempt 3", "gave up: timeout"}));
      }),
      "wrong_time.txt");
}

TEST_F(TranscriptMatchers, TellAnotherText) {
  EXPECT_GOLDEN(messages_of([&] {
                  EXPECT_THAT(log, TranscriptIs({"0s: attempt 1", "...", "700ms: gave up: connection refused"}));
                }),
                "another_text.txt");
}

TEST_F(TranscriptMatchers, TellALineThatIsMissing) {
  EXPECT_GOLDEN(messages_of([&] { EXPECT_THAT(log, TranscriptContains("1s: attempt 4")); }), "not_contained.txt");
}

TEST_F(TranscriptMatchers, TellAnotherOrder) {
  EXPECT_GOLDEN(messages_of([&] { EXPECT_THAT(log, InOrder({"attempt 3", "attempt 1"})); }), "another_order.txt");
}

TEST_F(TranscriptMatchers, TellWhatShouldNotBeThere) {
  EXPECT_GOLDEN(messages_of([&] { EXPECT_THAT(log, Not(TranscriptContains("gave up: timeout"))); }), "contained.txt");
}

TEST_F(TranscriptMatchers, TellThatNothingWasLogged) {
  log.clear();
  EXPECT_GOLDEN(messages_of([&] { EXPECT_THAT(log, TranscriptIs({"0s: attempt 1"})); }), "nothing_logged.txt");
}

}  // namespace
}  // namespace vtime
