// Cancelling: a task is told once by an exception at its await, always through the loop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Cancel, ThrowsCancelledAtThePresentAwaitThroughTheLoop) {
  EventLoop loop;
  Log log(loop);
  const auto task = spawn(loop, sleeper(log, 1h, "task"));
  loop.schedule_after(1s, [&] {
    EXPECT_TRUE(task.cancel());
    log("told");
  });
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1s: told", "1s: task cancelled"));
  EXPECT_TRUE(task.done());
  EXPECT_THROW(task.get(), Cancelled);
  EXPECT_EQ(loop.elapsed(), 1s) << "the timer of the sleep is gone";
}

TEST(Cancel, SaysWhenAndWhere) {
  EventLoop loop;
  Event never;
  const auto task = spawn(loop, await_event(never));
  loop.advance_by(5ms);
  task.cancel();
  loop.run_ready();
  try {
    task.get();
    FAIL();
  } catch (const Cancelled& cancelled) {
    EXPECT_EQ(cancelled.at(), 5ms);
    EXPECT_THAT(cancelled.place().file, HasSubstr("support.hpp"));
    EXPECT_THAT(cancelled.what(), HasSubstr("at 5ms: cancelled ("));
  }
}

TEST(Cancel, ATaskThatHasNotBegunNeverBegins) {
  EventLoop loop;
  Log log(loop);
  int living = 0;
  const auto begins = [](Log& notes, Counted /*held*/) -> Task<void> {
    notes("began");
    co_return;
  };
  const auto task = spawn(loop, begins(log, Counted(living)));
  EXPECT_TRUE(task.cancel());
  EXPECT_FALSE(task.done()) << "it ends through the loop";
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre());
  EXPECT_EQ(living, 0);
  EXPECT_THROW(task.get(), Cancelled);
}

TEST(Cancel, IsFalseWhenTheTaskHasEnded) {
  EventLoop loop;
  Log log(loop);
  const auto task = spawn(loop, sleeper(log, 1s, "task", 3));
  loop.run_until_idle();
  EXPECT_FALSE(task.cancel());
  EXPECT_EQ(task.get(), 3);
}

TEST(Cancel, ATaskThatCatchesItGoesOnAndIsNotToldAgain) {
  EventLoop loop;
  Log log(loop);
  const auto task = spawn(loop, slow_to_end(log, 2s, "task"));
  loop.run_ready();
  EXPECT_TRUE(task.cancel());
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("2s: task cleaned up"));
  EXPECT_EQ(task.get(), 1);
}

TEST(Cancel, InCleanupIsToldAgain) {
  EventLoop loop;
  Log log(loop);
  const auto task = spawn(loop, slow_to_end(log, 2s, "task"));
  loop.run_ready();
  task.cancel();
  loop.advance_by(1s);
  EXPECT_TRUE(task.cancel());
  loop.run_until_idle();
  EXPECT_EQ(loop.elapsed(), 1s);
  EXPECT_THROW(task.get(), Cancelled);
}

TEST(Cancel, TwiceBeforeItIsToldIsOnce) {
  EventLoop loop;
  Log log(loop);
  const auto task = spawn(loop, [](Log& notes) -> Task<void> {
    for (int i = 0; i < 2; ++i) {
      try {
        co_await sleep_for(1s);
        notes("slept");
      } catch (const Cancelled&) {
        notes("cancelled");
      }
    }
  }(log));
  loop.run_ready();
  EXPECT_TRUE(task.cancel());
  EXPECT_TRUE(task.cancel());
  loop.run_until_idle();
  EXPECT_EQ(log.take().front(), "0s: cancelled");
}

TEST(Cancel, WhatHasComeAlreadyIsNotLostAndTheNextAwaitThrows) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(unbounded);
  const auto task = spawn(loop, [](Log& notes, Channel<int>& numbers) -> Task<void> {
    const std::optional<int> number = co_await numbers.receive();
    notes(std::to_string(*number));
    co_await sleep_for(1s);
    notes("not reached");
  }(log, channel));
  loop.run_ready();
  EXPECT_TRUE(channel.try_send(42));
  EXPECT_TRUE(task.cancel());
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: 42"));
  EXPECT_THROW(task.get(), Cancelled);
}

TEST(Cancel, ByTheTaskItselfIsThrownAtItsNextAwait) {
  EventLoop loop;
  Log log(loop);
  std::optional<Spawned<void>> task;
  task.emplace(spawn(loop, [](Log& notes, std::optional<Spawned<void>>& self) -> Task<void> {
    EXPECT_TRUE(self->cancel());
    notes("goes on");
    co_await yield();
    notes("not reached");
  }(log, task)));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: goes on"));
}

Task<int> three() { co_return 3; }

TEST(Cancel, IsThrownAtTheAwaitOfATaskToo) {
  EventLoop loop;
  const auto task = spawn(loop, []() -> Task<void> {
    for (;;) co_await three();
  }());
  loop.step();
  task.cancel();
  loop.run_until_idle();
  EXPECT_THROW(task.get(), Cancelled);
}

TEST(Cancel, ReachesTheInnermostTaskAndUnwindsAllOfThem) {
  EventLoop loop;
  Log log(loop);
  const auto outer = [](Log& notes) -> Task<int> {
    try {
      co_return co_await sleeper(notes, 1h, "inner");
    } catch (const Cancelled&) {
      notes("outer cancelled");
      throw;
    }
  };
  const auto task = spawn(loop, outer(log));
  loop.run_ready();
  task.cancel();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: inner cancelled", "0s: outer cancelled"));
}

TEST(Cancel, IsNotTakenForAFailure) {
  EventLoop loop;
  Log log(loop);
  const auto retries = [](Log& notes) -> Task<void> {
    for (;;) {
      try {
        co_await sleep_for(1s);
        throw std::runtime_error("no answer");
      } catch (const std::exception&) {
        notes("again");
      }
    }
  };
  EXPECT_THROW(loop.run(with_timeout(retries(log), 2500ms)), TimedOut);
  EXPECT_THAT(log.take(), ElementsAre("1s: again", "2s: again"));
}

}  // namespace
}  // namespace vtime::test
