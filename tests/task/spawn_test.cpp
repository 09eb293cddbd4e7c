// Spawned tasks: they run on their own, and their handles cancel and join them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>

#include "task/support.hpp"
#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(Spawn, TheTaskBeginsInACallbackOfItsOwn) {
  EventLoop loop;
  Log log(loop);
  loop.post(log.note("before"));
  const auto spawned = spawn(loop, sleeper(log, 0s, "spawned"));
  EXPECT_THAT(log.take(), ElementsAre());
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: before", "0s: spawned"));
}

TEST(Spawn, GetGivesTheValueWhenItIsDone) {
  EventLoop loop;
  Log log(loop);
  const auto spawned = spawn(loop, sleeper(log, 1s, "done", 5));
  EXPECT_FALSE(spawned.done());
  EXPECT_THROW(spawned.get(), InvalidArgument);
  loop.run_until_idle();
  EXPECT_TRUE(spawned.done());
  EXPECT_EQ(spawned.get(), 5);
  EXPECT_THROW(spawned.get(), InvalidArgument) << "the value was taken";
}

Task<int> joins(Spawned<int>& spawned) { co_return co_await spawned.join() + 1; }

TEST(Spawn, JoinGivesTheValueBeforeAndAfterTheEnd) {
  EventLoop loop;
  Log log(loop);
  auto running = spawn(loop, sleeper(log, 1s, "done", 5));
  EXPECT_EQ(loop.run(joins(running)), 6);
  auto ended = spawn(loop, sleeper(log, 1s, "done", 7));
  loop.run_until_idle();
  EXPECT_EQ(loop.run(joins(ended)), 8);
}

TEST(Spawn, JoinThrowsTheException) {
  EventLoop loop;
  auto spawned = spawn(loop, failing(1s, "failed"));
  EXPECT_THROW(loop.run(joins(spawned)), std::runtime_error);
}

TEST(Spawn, CancellingWhoJoinsDoesNotCancelTheTask) {
  EventLoop loop;
  Log log(loop);
  auto spawned = spawn(loop, sleeper(log, 1s, "done"));
  const auto joining = spawn(loop, joins(spawned));
  loop.run_ready();
  EXPECT_TRUE(joining.cancel());
  loop.run_until_idle();
  EXPECT_THROW(joining.get(), Cancelled);
  EXPECT_THAT(log.take(), ElementsAre("1s: done"));
}

TEST(Spawn, DroppingTheHandleDetaches) {
  EventLoop loop;
  Log log(loop);
  spawn(loop, sleeper(log, 1s, "went on"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1s: went on"));
}

TEST(Spawn, AnExceptionOfADetachedTaskLeavesTheDrivingCall) {
  EventLoop loop;
  spawn(loop, failing(1s, "detached"));
  EXPECT_THROW(loop.run_until_idle(), std::runtime_error);
  EXPECT_EQ(loop.elapsed(), 1s);
  loop.run_until_idle();
}

TEST(Spawn, AnExceptionOfADetachedTaskGoesToTheErrorHandler) {
  EventLoop loop;
  int failures = 0;
  loop.set_error_handler([&](const FailedCallback& failed) {
    ++failures;
    EXPECT_EQ(failed.at, 1s);
  });
  spawn(loop, failing(1s, "detached"));
  loop.run_until_idle();
  EXPECT_EQ(failures, 1);
}

TEST(Spawn, AnExceptionThatNobodyAskedForGoesToTheLoopWhenTheHandleIsDropped) {
  EventLoop loop;
  {
    const auto spawned = spawn(loop, failing(1s, "unasked"));
    loop.run_until_idle();
    EXPECT_TRUE(spawned.done());
  }
  EXPECT_THROW(loop.run_until_idle(), std::runtime_error);
}

TEST(Spawn, AnExceptionThatWasAskedForDoesNotComeAgain) {
  EventLoop loop;
  {
    const auto spawned = spawn(loop, failing(1s, "asked"));
    loop.run_until_idle();
    EXPECT_THROW(spawned.get(), std::runtime_error);
  }
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Spawn, ACancelledDetachedTaskIsNoError) {
  EventLoop loop;
  Log log(loop);
  {
    const auto spawned = spawn(loop, sleeper(log, 1s, "x"));
    loop.run_ready();
    spawned.cancel();
  }
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: x cancelled"));
}

TEST(Spawn, BackgroundTasksDoNotKeepARunAlive) {
  EventLoop loop;
  Log log(loop);
  const auto beat = [](Log& notes) -> Task<void> {
    for (;;) {
      co_await sleep_for(10ms);
      notes("beat");
    }
  };
  const auto heart = spawn(loop, beat(log), {.label = "heart", .background = true});
  const auto work = spawn(loop, sleeper(log, 25ms, "work"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("10ms: beat", "20ms: beat", "25ms: work"));
}

TEST(Spawn, BackgroundTasksGoOnWhileATaskIsRun) {
  EventLoop loop;
  Event ready;
  const auto serve = [](Event& event) -> Task<void> {
    co_await sleep_for(10ms);
    event.set();
  };
  spawn(loop, serve(ready), {.background = true});
  loop.run(await_event(ready));
  EXPECT_EQ(loop.elapsed(), 10ms);
}

Task<int> spawns(Log& log) {
  auto child = co_await spawn(sleeper(log, 2s, "child", 4), "child");
  log("spawned");
  co_return co_await child.join();
}

TEST(Spawn, WithinATaskInheritsTheScheduler) {
  EventLoop loop;
  Log log(loop);
  EXPECT_EQ(loop.run(spawns(log)), 4);
  EXPECT_THAT(log.take(), ElementsAre("0s: spawned", "2s: child"));
}

TEST(Spawn, AHandleMayOutliveItsLoop) {
  std::optional<Spawned<int>> spawned;
  {
    EventLoop loop;
    Log log(loop);
    spawned.emplace(spawn(loop, sleeper(log, 1h, "x")));
    loop.run_ready();
  }
  EXPECT_TRUE(spawned->done());
  EXPECT_FALSE(spawned->cancel());
  EXPECT_THROW(spawned->get(), Cancelled);
}

TEST(Spawn, AHandleOfAFailedTaskMayOutliveItsLoop) {
  std::optional<Spawned<int>> spawned;
  {
    EventLoop loop;
    spawned.emplace(spawn(loop, failing(0s, "x")));
    loop.run_until_idle();
  }
  EXPECT_THROW(spawned->get(), std::runtime_error);
}

}  // namespace
}  // namespace vtime::test
