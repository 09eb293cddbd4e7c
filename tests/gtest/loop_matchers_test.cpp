#include <gmock/gmock.h>

#include "gtest/message.hpp"
#include "transcript/golden.hpp"
#include "vtime/gtest.hpp"

namespace vtime {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::Not;
using ::vtime::testing::messages_of;

TEST(LoopMatchers, ANewLoopIsIdle) {
  const EventLoop loop;
  EXPECT_THAT(loop, AllOf(IsIdle(), HasNoPendingTimers()));
}

TEST(LoopMatchers, APendingTimerIsNotIdle) {
  EventLoop loop;
  const Timer timer = loop.schedule_after(5s, [] {});
  EXPECT_THAT(loop, AllOf(Not(IsIdle()), Not(HasNoPendingTimers())));
  timer.cancel();
  EXPECT_THAT(loop, AllOf(IsIdle(), HasNoPendingTimers()));
}

TEST(LoopMatchers, BackgroundWorkIsPendingYetIdle) {
  EventLoop loop;
  loop.schedule_every(1s, [] {}, MissedTicks::burst, {.background = true});
  EXPECT_THAT(loop, AllOf(IsIdle(), Not(HasNoPendingTimers())));
}

TEST(LoopMatchers, AMicrotaskIsNotIdle) {
  EventLoop loop;
  loop.queue_microtask([] {});
  EXPECT_THAT(loop, AllOf(Not(IsIdle()), Not(HasNoPendingTimers())));
}

TEST(LoopMatchers, TellWhatWaitsAndWhereItWasArmed) {
  EventLoop loop;
  const Place place{"client.cpp", 12, 0};
  loop.schedule_after(
      5s, [] {}, {.label = "request timeout"}, place);
  loop.schedule_every(
      30s, [] {}, MissedTicks::burst, {.background = true}, Place{"cache.cpp", 40, 0});
  loop.advance_by(2s);
  loop.post([] {}, {}, Place{"client.cpp", 33, 0});
  loop.queue_microtask([] {});
  EXPECT_GOLDEN(messages_of([&] {
                  EXPECT_THAT(loop, IsIdle());
                  EXPECT_THAT(loop, HasNoPendingTimers());
                }),
                "pending.txt");
}

}  // namespace
}  // namespace vtime
