// begin: fixture
#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

class Heartbeat : public vtime::Test {};  // has `loop` and `log`

TEST_F(Heartbeat, BeatsEverySecond) {
  const vtime::ScopedTimer heartbeat = loop.schedule_every(1s, [this] { log("beat"); });
  loop.advance_by(2s);
  EXPECT_THAT(log, vtime::TranscriptIs({"1s: beat", "2s: beat"}));
}
// end: fixture

class Matchers : public vtime::Test {
 protected:
  Matchers() {
    loop.post([this] { log("attempt 1"); });
    loop.schedule_after(100ms, [this] { log("attempt 2"); });
    loop.schedule_after(700ms, [this] { log("gave up: timeout"); });
    loop.schedule_every(1s, [] {}, vtime::MissedTicks::burst, {.background = true});
    loop.run_until_idle();
  }
};

TEST_F(Matchers, AreThese) {
  // begin: matchers
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt 1", "90ms..110ms: attempt 2", "..."}));
  EXPECT_THAT(log, vtime::TranscriptContains("700ms: gave up: timeout"));
  EXPECT_THAT(log, vtime::InOrder({"attempt 1", "gave up: timeout"}));
  EXPECT_THAT(log, testing::Not(vtime::TranscriptContains("attempt 3")));

  EXPECT_THAT(loop, vtime::IsIdle());                            // nothing but background work waits
  EXPECT_THAT(loop, testing::Not(vtime::HasNoPendingTimers()));  // background work counts, too
  // end: matchers
}

// begin: allow_pending
TEST_F(Heartbeat, GoesOnForEver) {
  loop.schedule_every(1s, [this] { log("beat"); });
  loop.advance_by(1s);
  EXPECT_THAT(log, vtime::TranscriptIs({"1s: beat"}));
  allow_pending();
}
// end: allow_pending
