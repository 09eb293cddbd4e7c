// Deadlocks: an error at once that says who waits for what, where, and since when.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr unsigned receiving = __LINE__ + 4;

Task<int> collects(Channel<int>& results) {
  co_await sleep_for(2s);
  const auto result = co_await results.receive();
  co_return result.value_or(0);
}

TEST(Deadlock, IsAnErrorAtOnceThatListsWhoWaitsForWhatWhereAndSinceWhen) {
  EventLoop loop;
  Channel<int> results(0, "results");
  Event ready("ready");
  spawn(loop, await_event(ready), "worker 1");
  try {
    loop.run(collects(results));
    FAIL();
  } catch (const DeadlockError& error) {
    EXPECT_EQ(error.at(), 2s);
    ASSERT_EQ(error.waiting().size(), 2U);
    EXPECT_THAT(error.what(), HasSubstr("at 2s: deadlock: nothing is pending any more, but coroutines wait:\n"));
    EXPECT_THAT(error.what(), HasSubstr("    'worker 1' waits for event 'ready'; since 0s at "));
    EXPECT_THAT(error.what(), HasSubstr("    'collects' waits for channel 'results': receive; since 2s at "));
    EXPECT_THAT(error.waiting()[1].places[0].file, HasSubstr("deadlock_test.cpp"));
    EXPECT_EQ(error.waiting()[1].places[0].line, receiving);
  }
}

TEST(Deadlock, LeavesNothingOfTheTaskThatWasRun) {
  EventLoop loop;
  int living = 0;
  EXPECT_THROW(loop.run(stuck(Counted(living))), DeadlockError);
  EXPECT_EQ(living, 0);
  EXPECT_THAT(waiting_coroutines(loop), IsEmpty());
  EXPECT_EQ(loop.run([]() -> Task<int> { co_return 1; }()), 1);
}

Task<void> outer(Event& event) { co_await await_event(event); }

TEST(Deadlock, ShowsTheAwaitsThatLeadThere) {
  EventLoop loop;
  Event event;
  spawn(loop, outer(event), "task");
  loop.run_until_idle();
  const auto waiting = waiting_coroutines(loop);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].name, "task");
  ASSERT_EQ(waiting[0].places.size(), 2U);
  EXPECT_THAT(waiting[0].places[0].file, HasSubstr("support.hpp"));
  EXPECT_THAT(waiting[0].places[1].file, HasSubstr("deadlock_test.cpp"));
  EXPECT_THAT(to_text(waiting[0]), AllOf(HasSubstr("'task' waits for event made at "), HasSubstr("; since 0s at "),
                                         HasSubstr(", awaited at "), HasSubstr(", spawned at ")));
}

TEST(Deadlock, EveryKindOfWaitSaysWhatItWaitsFor) {
  EventLoop loop;
  Log log(loop);
  Event event("e");
  Channel<int> channel(0, "c");
  Channel<int> other(0, "d");
  Mutex mutex("m");
  const auto guard = mutex.try_lock();
  const auto waits = [](auto awaitable) -> Task<void> { static_cast<void>(co_await std::move(awaitable)); };
  const auto locks = [](Mutex& one) -> Task<void> { const auto held = co_await one.lock(); };
  const auto first = spawn(loop, waits(event.wait()), "first");
  spawn(loop, waits(channel.send(1)));
  spawn(loop, waits(other.receive()));
  spawn(loop, locks(mutex));
  spawn(loop, waits(first.join()));
  spawn(loop, waits(sleep_for(5s)));
  spawn(loop, when_any(event.wait(), event.wait()));
  spawn(loop, with_timeout(event.wait(), 1h));
  loop.run_ready();
  std::vector<std::string> texts;
  for (const auto& waiting : waiting_coroutines(loop)) {
    texts.push_back(waiting.waits_for);
    EXPECT_EQ(waiting.due.has_value(), waiting.waits_for == "5s to pass");
  }
  EXPECT_THAT(
      texts, ElementsAre("event 'e'", "channel 'c': send", "channel 'd': receive", HasSubstr("mutex 'm', locked at "),
                         HasSubstr("the end of 'first', spawned at "), "5s to pass", "when_any: 2 of 2 tasks still run",
                         "with_timeout: 1 of 1 tasks still run", "event 'e'", "event 'e'", "event 'e'"));
}

TEST(Deadlock, IsNoneWhileATimerIsPending) {
  EventLoop loop;
  Event ready;
  loop.schedule_after(5s, [&] { ready.set(); });
  loop.run(await_event(ready));
  EXPECT_EQ(loop.elapsed(), 5s);
}

TEST(Deadlock, OfBranchesNamesThePlaceOfTheirFunction) {
  EventLoop loop;
  Event event;
  const auto group = [](Event& one) -> Task<void> { co_await when_all(await_event(one), one.wait()); };
  spawn(loop, group(event), "group");
  loop.run_until_idle();
  const auto waiting = waiting_coroutines(loop);
  ASSERT_EQ(waiting.size(), 3U);
  ASSERT_EQ(waiting[0].places.size(), 1U);
  EXPECT_EQ(waiting[0].places[0], waiting[1].spawned);
  EXPECT_EQ(waiting[1].name, "await_event");
  EXPECT_EQ(waiting[2].name, to_text(waiting[0].places[0]));
}

}  // namespace
}  // namespace vtime::test
