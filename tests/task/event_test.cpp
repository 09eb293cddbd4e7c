// Events: flags that coroutines wait for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Task<void> notes_event(Log& log, Event& event, std::string word) {
  co_await event.wait();
  log(word);
}

TEST(Event, WakesAllWhoWaitInTheOrderOfComing) {
  EventLoop loop;
  Log log(loop);
  Event event("ready");
  for (const char* name : {"a", "b", "c"}) spawn(loop, notes_event(log, event, name));
  loop.schedule_after(1s, [&] { event.set(); });
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1s: a", "1s: b", "1s: c"));
  EXPECT_TRUE(event.is_set());
}

TEST(Event, OneThatIsSetDoesNotStopAnybodyButTakesATurn) {
  EventLoop loop;
  Log log(loop);
  Event event;
  event.set();
  spawn(loop, notes_event(log, event, "waited"));
  spawn(loop, [](Log& notes) -> Task<void> {
    notes("in between");
    co_return;
  }(log));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: in between", "0s: waited"));
}

TEST(Event, WhoWasWokenGoesOnEvenIfItIsResetByThen) {
  EventLoop loop;
  Log log(loop);
  Event event;
  spawn(loop, notes_event(log, event, "early"));
  loop.run_ready();
  event.set();
  event.reset();
  const auto late = spawn(loop, notes_event(log, event, "late"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: early"));
  EXPECT_FALSE(late.done());
}

TEST(Event, ACancelledCoroutineLeavesTheLine) {
  EventLoop loop;
  Log log(loop);
  Event event;
  spawn(loop, notes_event(log, event, "a"));
  const auto cancelled = spawn(loop, notes_event(log, event, "b"));
  spawn(loop, notes_event(log, event, "c"));
  loop.run_ready();
  cancelled.cancel();
  event.set();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a", "0s: c"));
}

TEST(Event, WhoWaitsWhenItIsDestroyedIsReported) {
  EventLoop loop;
  auto event = std::make_unique<Event>("gone");
  const auto task = spawn(loop, await_event(*event));
  loop.run_ready();
  event.reset();
  ASSERT_EQ(waiting_coroutines(loop).size(), 1U);
  EXPECT_EQ(waiting_coroutines(loop).front().waits_for, "event 'gone', which is gone");
  task.cancel();
  loop.run_until_idle();
  EXPECT_THROW(task.get(), Cancelled);
}

}  // namespace
}  // namespace vtime::test
