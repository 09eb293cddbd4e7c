// with_timeout: the value in time, or TimedOut after the task has ended.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "task/support.hpp"
#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(WithTimeout, GivesTheValueOfATaskInTime) {
  EventLoop loop;
  Log log(loop);
  EXPECT_EQ(loop.run(with_timeout(sleeper(log, 1s, "task", 3), 2s)), 3);
  EXPECT_EQ(loop.pending_count(), 0U) << "its timer is gone";
  EXPECT_EQ(loop.elapsed(), 1s);
}

TEST(WithTimeout, ThrowsTimedOutWithPlaceAndDuration) {
  EventLoop loop;
  Log log(loop);
  const unsigned here = __LINE__ + 2;
  try {
    loop.run(with_timeout(sleeper(log, 3s, "task"), 2s));
    FAIL();
  } catch (const TimedOut& error) {
    EXPECT_EQ(error.limit(), 2s);
    EXPECT_EQ(error.at(), 2s);
    EXPECT_EQ(error.place().line, here);
    EXPECT_THAT(error.what(), HasSubstr("at 2s: 'sleeper' did not finish within 2s ("));
  }
  EXPECT_THAT(log.take(), ElementsAre("2s: task cancelled"));
}

TEST(WithTimeout, JoinsTheTaskBeforeItThrows) {
  EventLoop loop;
  Log log(loop);
  EXPECT_THROW(loop.run(with_timeout(slow_to_end(log, 2s, "task"), 1s)), TimedOut);
  EXPECT_THAT(log.take(), ElementsAre("3s: task cleaned up"));
}

TEST(WithTimeout, WhatIsDueExactlyAtTheEndIsInTime) {
  EventLoop loop;
  Log log(loop);
  EXPECT_EQ(loop.run(with_timeout(sleeper(log, 2s, "task", 3), 2s)), 3);
  const auto in_steps = []() -> Task<int> {
    for (int i = 0; i < 4; ++i) co_await sleep_for(500ms);
    co_return 4;
  };
  EXPECT_EQ(loop.run(with_timeout(in_steps(), 2s)), 4);
}

TEST(WithTimeout, OfZeroLetsATaskThatDoesNotWaitFinish) {
  EventLoop loop;
  Log log(loop);
  const auto three = []() -> Task<int> { co_return 3; };
  EXPECT_EQ(loop.run(with_timeout(three(), 0s)), 3);
  EXPECT_THROW(loop.run(with_timeout(sleeper(log, 1ns, "task"), 0s)), TimedOut);
}

TEST(WithTimeout, OfANegativeDurationIsRefusedAndNothingBegins) {
  EventLoop loop;
  Log log(loop);
  EXPECT_THROW(loop.run(with_timeout(sleeper(log, 0s, "task"), -1ns)), InvalidArgument);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre());
}

TEST(WithTimeout, AnExceptionOfTheTaskIsThrown) {
  EventLoop loop;
  EXPECT_THROW(loop.run(with_timeout(failing(1s, "failed"), 2s)), std::runtime_error);
}

TEST(WithTimeout, TakesWhateverCanBeAwaited) {
  EventLoop loop;
  Event event("never");
  Channel<int> channel(1);
  channel.try_send(4);
  EXPECT_THROW(loop.run(with_timeout(event.wait(), 1s)), TimedOut);
  EXPECT_EQ(loop.run(with_timeout(channel.receive(), 1s)), 4);
}

TEST(WithTimeout, CancellingItCancelsAndJoinsTheTask) {
  EventLoop loop;
  Log log(loop);
  const auto task = spawn(loop, with_timeout(slow_to_end(log, 2s, "task"), 10s));
  loop.run_ready();
  task.cancel();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("2s: task cleaned up"));
  EXPECT_THROW(task.get(), Cancelled);
}

TEST(WithTimeout, NestsAndTheShorterOneDecides) {
  EventLoop loop;
  Log log(loop);
  EXPECT_THROW(loop.run(with_timeout(with_timeout(sleeper(log, 1h, "task"), 1s), 2s)), TimedOut);
  EXPECT_EQ(loop.elapsed(), 1s);
  EXPECT_THROW(loop.run(with_timeout(with_timeout(sleeper(log, 1h, "task"), 2s), 1s)), TimedOut);
  EXPECT_EQ(loop.elapsed(), 2s);
}

}  // namespace
}  // namespace vtime::test
