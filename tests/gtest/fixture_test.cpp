#include <gmock/gmock.h>

#include "gtest/message.hpp"
#include "transcript/golden.hpp"
#include "vtime/coroutines.hpp"
#include "vtime/gtest.hpp"

namespace vtime {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::vtime::testing::messages_of;

/// The fixture of a test that is over before the messages are looked at.
class Fixture final : public vtime::Test {
 public:
  using vtime::Test::allow_pending;
  using vtime::Test::log;
  using vtime::Test::loop;

 private:
  void TestBody() override {}
};

class VirtualTimeTest : public vtime::Test {};

TEST_F(VirtualTimeTest, HasALoopAndATranscriptOfIt) {
  loop.schedule_after(2s, [this] { log("{} seconds later", 2); });
  loop.run_until_idle();
  EXPECT_THAT(log, TranscriptIs({"2s: 2 seconds later"}));
}

/// A member of a derived fixture, gone before the check.
class HeartbeatTest : public vtime::Test {
 protected:
  ScopedTimer heartbeat = loop.schedule_every(1s, [this] { log("beat"); });
};

TEST_F(HeartbeatTest, WhatTheTestsObjectsCancelIsNotPending) {
  loop.advance_by(2s);
  EXPECT_THAT(log, TranscriptIs({"1s: beat", "2s: beat"}));
}

TEST(FixtureTest, FailsAtTheEndWhenCallbacksArePending) {
  EXPECT_GOLDEN(messages_of([] {
                  Fixture test;
                  test.loop.schedule_after(
                      5s, [] {}, {.label = "request timeout"}, Place{"client.cpp", 12, 0});
                  test.loop.schedule_after(
                      9s, [] {}, {}, Place{"client.cpp", 33, 0});
                  test.loop.advance_by(2s);
                }),
                "still_pending.txt");
}

Task<void> wait_until_set(Event& event) { co_await event.wait(Place{"client.cpp", 20, 0}); }

TEST(FixtureTest, FailsAtTheEndWhenACoroutineStillWaits) {
  EXPECT_GOLDEN(messages_of([] {
                  Event ready("ready");
                  Fixture test;
                  spawn(test.loop, wait_until_set(ready), {.label = "worker"}, Place{"client.cpp", 10, 0});
                  test.loop.run_until_idle();
                }),
                "still_waiting.txt");
}

TEST(FixtureTest, LeavesBackgroundWorkAlone) {
  EXPECT_EQ(messages_of([] {
              Fixture test;
              test.loop.schedule_after(5s, [] {}, {.background = true});
            }),
            "");
}

TEST(FixtureTest, LeavesPendingCallbacksAloneWhenToldSo) {
  EXPECT_EQ(messages_of([] {
              Fixture test;
              test.loop.schedule_after(5s, [] {});
              test.allow_pending();
            }),
            "");
}

TEST(FixtureTest, ListsNoMoreThanAFew) {
  EXPECT_THAT(messages_of([] {
                Fixture test;
                for (int i = 0; i < 1000; ++i) test.loop.schedule_after(5s, [] {});
              }),
              HasSubstr("\n   and 980 more\n"));
}

}  // namespace
}  // namespace vtime
