// Mutexes: one coroutine at a time, in the order of coming.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

Task<void> holds(Log& log, Mutex& mutex, std::string name) {
  const auto guard = co_await mutex.lock();
  log(name + " locks");
  co_await sleep_for(1s);
  log(name + " unlocks");
}

TEST(Mutex, IsHeldByOneAtATimeInTheOrderOfComing) {
  EventLoop loop;
  Log log(loop);
  Mutex mutex;
  for (const char* name : {"a", "b", "c"}) spawn(loop, holds(log, mutex, name));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a locks", "1s: a unlocks", "1s: b locks", "2s: b unlocks", "2s: c locks",
                                      "3s: c unlocks"));
  EXPECT_FALSE(mutex.is_locked());
}

TEST(Mutex, TryLockTakesItOnlyWhenNobodyHoldsIt) {
  EventLoop loop;
  Log log(loop);
  Mutex mutex;
  std::optional<MutexGuard> guard = mutex.try_lock();
  ASSERT_TRUE(guard);
  EXPECT_FALSE(mutex.try_lock());
  spawn(loop, holds(log, mutex, "a"));
  loop.run_ready();
  EXPECT_THAT(log.take(), ElementsAre());
  guard->unlock();
  EXPECT_FALSE(mutex.try_lock()) << "it was handed over";
  guard.reset();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a locks", "1s: a unlocks"));
}

TEST(Mutex, ACancelledCoroutineLeavesTheLine) {
  EventLoop loop;
  Log log(loop);
  Mutex mutex;
  spawn(loop, holds(log, mutex, "a"));
  const auto cancelled = spawn(loop, holds(log, mutex, "b"));
  spawn(loop, holds(log, mutex, "c"));
  loop.run_ready();
  EXPECT_TRUE(cancelled.cancel());
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a locks", "1s: a unlocks", "1s: c locks", "2s: c unlocks"));
}

TEST(Mutex, ACancelledHolderGivesItBack) {
  EventLoop loop;
  Log log(loop);
  Mutex mutex;
  const auto holder = spawn(loop, holds(log, mutex, "a"));
  spawn(loop, holds(log, mutex, "b"));
  loop.run_ready();
  holder.cancel();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a locks", "0s: b locks", "1s: b unlocks"));
}

TEST(Mutex, OneThatWasHandedToADestroyedCoroutineGoesToTheNext) {
  EventLoop other;
  Log log(other);
  Mutex mutex;
  std::optional<MutexGuard> guard = mutex.try_lock();
  {
    EventLoop loop;
    spawn(loop, holds(log, mutex, "destroyed"));
    loop.run_ready();
    spawn(other, holds(log, mutex, "next"));
    other.run_ready();
    guard->unlock();
  }
  other.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: next locks", "1s: next unlocks"));
}

TEST(Mutex, AGuardMayOutliveIt) {
  EventLoop loop;
  Log log(loop);
  auto mutex = std::make_unique<Mutex>();
  spawn(loop, holds(log, *mutex, "a"));
  loop.run_ready();
  mutex.reset();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a locks", "1s: a unlocks"));
}

Task<void> locks_twice(Mutex& mutex) {
  const auto first = co_await mutex.lock();
  const auto second = co_await mutex.lock();
}

TEST(Mutex, WhoLocksItTwiceIsReportedAsWaitingForItself) {
  EventLoop loop;
  Mutex mutex("m");
  try {
    loop.run(locks_twice(mutex));
    FAIL();
  } catch (const DeadlockError& error) {
    EXPECT_THAT(error.waiting().front().waits_for, HasSubstr("mutex 'm', locked by 'locks_twice' at "));
  }
  EXPECT_FALSE(mutex.is_locked());
}

}  // namespace
}  // namespace vtime::test
