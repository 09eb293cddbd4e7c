// Tasks: they begin when they are awaited, give values and exceptions, and go on through the loop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "task/support.hpp"
#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

Task<int> three() { co_return 3; }

TEST(Task, RunGivesItsValue) {
  EventLoop loop;
  EXPECT_EQ(loop.run(three()), 3);
}

Task<int> slow_sum(int left, int right) {
  co_await sleep_for(2s);
  const int first = co_await three();
  co_await sleep_for(3s);
  co_return left + right + first;
}

TEST(Task, SleepsInVirtualTime) {
  EventLoop loop;
  EXPECT_EQ(loop.run(slow_sum(1, 2)), 6);
  EXPECT_EQ(loop.elapsed(), 5s);
}

Task<void> noting(Log& log, std::string word) {
  log(word);
  co_return;
}

TEST(Task, DoesNothingUntilItIsAwaited) {
  EventLoop loop;
  Log log(loop);
  { const Task<void> unused = noting(log, "ran"); }
  Task<void> used = noting(log, "used");
  EXPECT_THAT(log.take(), ElementsAre());
  loop.run(std::move(used));
  EXPECT_THAT(log.take(), ElementsAre("0s: used"));
}

Task<std::unique_ptr<int>> boxed(int value) { co_return std::make_unique<int>(value); }

TEST(Task, GivesAValueThatCanOnlyBeMoved) {
  EventLoop loop;
  EXPECT_EQ(*loop.run(boxed(7)), 7);
}

Task<int> fails_at(int depth) {
  if (depth == 0) throw std::runtime_error("at the bottom");
  co_return co_await fails_at(depth - 1);
}

Task<std::string> catches() {
  try {
    co_await fails_at(3);
  } catch (const std::runtime_error& error) {
    co_return error.what();
  }
  co_return "nothing";
}

TEST(Task, AnExceptionIsThrownAtItsAwait) {
  EventLoop loop;
  EXPECT_EQ(loop.run(catches()), "at the bottom");
  EXPECT_THROW(loop.run(fails_at(0)), std::runtime_error);
}

TEST(Task, OneThatWasMovedAwayIsRefused) {
  EventLoop loop;
  Task<int> task = three();
  const Task<int> taken = std::move(task);
  EXPECT_FALSE(task);  // NOLINT: this is what is tested
  EXPECT_THROW(loop.run(std::move(task)), InvalidArgument);
  EXPECT_THROW(spawn(loop, std::move(task)), InvalidArgument);
}

Task<int> awaits_nothing() {
  Task<int> task = three();
  const int first = co_await std::move(task);
  co_return first + co_await std::move(task);
}

TEST(Task, OneThatWasAwaitedIsRefused) {
  EventLoop loop;
  EXPECT_THROW(loop.run(awaits_nothing()), InvalidArgument);
}

Task<void> interleaves(Log& log, std::string name) {
  for (int i = 0; i < 3; ++i) {
    co_await noting(log, name + std::to_string(i));
  }
}

TEST(Task, GoesOnThroughTheLoopInFifoOrder) {
  EventLoop loop;
  Log log(loop);
  loop.run(when_all(interleaves(log, "a"), interleaves(log, "b")));
  EXPECT_THAT(log.take(), ElementsAre("0s: a0", "0s: b0", "0s: a1", "0s: b1", "0s: a2", "0s: b2"));
}

TEST(Task, GoesOnNotBeforeTheCallbackThatWokeItHasReturned) {
  EventLoop loop;
  Log log(loop);
  Event ready;
  const auto waiting = spawn(loop, [](Log& notes, Event& event) -> Task<void> {
    co_await event.wait();
    notes("woken");
  }(log, ready));
  loop.schedule_after(1ms, [&] {
    ready.set();
    log("set");
  });
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: set", "1ms: woken"));
}

Task<int> ready_awaits(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += co_await three();
  co_return sum;
}

TEST(Task, ReadyAwaitsDoNotUseTheStack) {
  // Each would take some hundred bytes of the eight megabytes that there are.
  EventLoop loop;
  EXPECT_EQ(loop.run(ready_awaits(500'000)), 1'500'000);
}

Task<int> depth_of(int depth) {
  if (depth == 0) co_return 0;
  co_return 1 + co_await depth_of(depth - 1);
}

TEST(Task, DeepRecursionDoesNotUseTheStack) {
  EventLoop loop;
  EXPECT_EQ(loop.run(depth_of(100'000)), 100'000);
}

Task<int> deep_wait(int depth) {
  if (depth == 0) co_await sleep_for(1h);
  co_return depth == 0 ? 0 : co_await deep_wait(depth - 1);
}

TEST(Task, DeepRecursionIsDestroyedWithoutUsingTheStack) {
  EventLoop loop;
  spawn(loop, deep_wait(100'000));
  loop.run_ready();
  EXPECT_EQ(loop.pending_count(), 1U);
}

Task<void> yields_for_ever() {
  for (;;) co_await yield();
}

TEST(Task, OneThatYieldsForEverIsARunawayAtItsPlace) {
  EventLoop loop({.limits = {.callbacks_per_instant = 1000}});
  const unsigned here = __LINE__ - 5;
  try {
    loop.run(yields_for_ever());
    FAIL();
  } catch (const RunawayError& error) {
    EXPECT_EQ(error.place().line, here);
    EXPECT_THAT(error.what(), HasSubstr("yields_for_ever"));
  }
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Task, ANegativeSleepAndAPastTimeAreErrorsAtTheAwait) {
  EventLoop loop;
  loop.advance_by(1s);
  const auto sleeps = [](Duration delay) -> Task<void> { co_await sleep_for(delay); };
  const auto sleeps_until = [](TimePoint end) -> Task<void> { co_await sleep_until(end); };
  EXPECT_THROW(loop.run(sleeps(-1ns)), InvalidArgument);
  EXPECT_THROW(loop.run(sleeps(Duration::max())), TimeOverflow);
  EXPECT_THROW(loop.run(sleeps_until(loop.now() - 1ns)), PastDeadline);
  loop.run(sleeps_until(loop.now() + 2s));
  EXPECT_EQ(loop.elapsed(), 3s);
}

TEST(Task, PendingShowsWhereItSleepsAndItsName) {
  EventLoop loop;
  const auto named = spawn(loop, sleeper(*std::make_unique<Log>(loop), 5s, "x"), {.label = "worker"});
  const auto unnamed = spawn(loop, yields_for_ever());
  loop.step();
  const auto pending = loop.pending();
  ASSERT_EQ(pending.size(), 2U);
  EXPECT_EQ(pending[0].label, "yields_for_ever");
  EXPECT_EQ(pending[1].label, "worker");
  EXPECT_THAT(pending[1].place.file, HasSubstr("support.hpp"));
}

Task<int> asks_for_scheduler(const Scheduler& expected) {
  Scheduler& mine = co_await current_scheduler();
  co_return &mine == &expected ? 1 : 0;
}

TEST(Task, InheritsTheSchedulerOfWhoAwaitsIt) {
  EventLoop outer;
  EventLoop loop;
  const auto nested = [](const Scheduler& expected) -> Task<int> { co_return co_await asks_for_scheduler(expected); };
  EXPECT_EQ(outer.run(nested(outer)), 1);
}

TEST(Task, MayBeRunAgainAndAgain) {
  EventLoop loop({.limits = {.callbacks = 100}});
  for (int i = 0; i < 100; ++i) EXPECT_EQ(loop.run(ready_awaits(10)), 30);
}

TEST(Task, RunFromACallbackIsRefused) {
  EventLoop loop;
  loop.post([&] { loop.run(three()); });
  EXPECT_THROW(loop.run_until_idle(), ReentrantDrive);
}

TEST(Task, AnErrorOfACallbackLeavesRunAndTheTaskIsDestroyed) {
  EventLoop loop;
  int living = 0;
  loop.schedule_after(1s, [] { throw std::runtime_error("callback"); });
  loop.schedule_after(2s, [] {});
  EXPECT_THROW(loop.run(stuck(Counted(living))), std::runtime_error);
  EXPECT_EQ(living, 0);
  EXPECT_THAT(waiting_coroutines(loop), ElementsAre());
}

TEST(Task, StoppingTheLoopIsAnErrorOfRun) {
  EventLoop loop;
  loop.schedule_after(1s, [&] { loop.stop(); });
  EXPECT_THROW(loop.run(deep_wait(0)), Error);
}

}  // namespace
}  // namespace vtime::test
