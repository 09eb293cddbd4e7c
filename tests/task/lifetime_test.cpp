// What coroutines hold ends with them, and they end with their loop at the latest, in a defined order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

/// Notes its end.
struct Ends {
  Ends(std::vector<std::string>& notes, std::string word) : log(&notes), name(std::move(word)) {}
  Ends(Ends&& other) noexcept : log(std::exchange(other.log, nullptr)), name(std::move(other.name)) {}
  Ends& operator=(Ends&&) = delete;
  ~Ends() {
    if (log != nullptr) log->push_back(name);
  }
  std::vector<std::string>* log;
  std::string name;
};

Task<void> inner(std::vector<std::string>& log, std::string name) {
  const Ends ends(log, name + " inner");
  co_await sleep_for(1h);
}

Task<void> outer(std::vector<std::string>& log, std::string name) {
  const Ends ends(log, name + " outer");
  co_await inner(log, name);
}

TEST(Lifetime, ALoopDestroysWhatWaitsTheYoungestFirstAndFromWithin) {
  std::vector<std::string> log;
  {
    EventLoop loop;
    spawn(loop, outer(log, "first"));
    spawn(loop, outer(log, "second"));
    loop.run_ready();
  }
  EXPECT_THAT(log, ElementsAre("second inner", "second outer", "first inner", "first outer"));
}

TEST(Lifetime, ALoopDestroysWhatHasNotBegun) {
  int living = 0;
  {
    EventLoop loop;
    spawn(loop, stuck(Counted(living)));
    EXPECT_EQ(living, 1);
  }
  EXPECT_EQ(living, 0);
}

TEST(Lifetime, ATaskThatIsNeverUsedIsDestroyed) {
  int living = 0;
  { const Task<void> unused = stuck(Counted(living)); }
  { const auto unused = when_all(stuck(Counted(living)), stuck(Counted(living))); }
  { const auto unused = with_timeout(stuck(Counted(living)), 1s); }
  EXPECT_EQ(living, 0);
}

TEST(Lifetime, TheFrameOfATaskEndsBeforeItsValueIsSeen) {
  EventLoop loop;
  int living = 0;
  const auto gives = [](Counted held) -> Task<int> { co_return *held.living; };
  const auto asks = [&gives](int& count) -> Task<int> {
    Task<int> task = gives(Counted(count));
    const int during = co_await std::move(task);
    co_return during * 10 + count;
  };
  EXPECT_EQ(loop.run(asks(living)), 10);
  const auto spawned = spawn(loop, gives(Counted(living)));
  loop.run_until_idle();
  EXPECT_EQ(living, 0) << "though the handle lives";
}

Task<void> waits_everywhere(Counted /*held*/, Channel<int>& channel, Mutex& mutex, Event& event) {
  auto all = when_all(channel.receive(), mutex.lock(), event.wait(), sleep_for(1h),
                      with_timeout(when_any(event.wait(), sleep_for(2h)), 3h));
  co_await std::move(all);
}

TEST(Lifetime, WhatACoroutineWaitsForMayEndBeforeOrAfterTheLoop) {
  int living = 0;
  {
    Channel<int> before(0);
    Mutex before_mutex;
    Event before_event;
    EventLoop loop;
    Channel<int> after(0);
    Mutex after_mutex;
    Event after_event;
    const auto guards = std::pair(before_mutex.try_lock(), after_mutex.try_lock());
    spawn(loop, waits_everywhere(Counted(living), before, before_mutex, before_event));
    spawn(loop, waits_everywhere(Counted(living), after, after_mutex, after_event));
    loop.run_ready();
    EXPECT_EQ(living, 2);
  }
  EXPECT_EQ(living, 0);
}

TEST(Lifetime, DestroyingARunTaskCancelsItsTimersAndLeavesItsLines) {
  EventLoop loop;
  int living = 0;
  Channel<int> channel(0);
  Mutex mutex;
  Event event;
  const auto guard = mutex.try_lock();
  loop.schedule_after(1s, [] { throw std::runtime_error("stop here"); });
  EXPECT_THROW(loop.run(waits_everywhere(Counted(living), channel, mutex, event)), std::runtime_error);
  EXPECT_EQ(living, 0);
  EXPECT_EQ(loop.pending_count(), 0U);
  event.set();
  EXPECT_FALSE(channel.try_send(1));
  loop.run_until_idle();
}

/// Uses the loop when it ends.
struct Busy {
  Busy(EventLoop& used, Event& wakes) : loop(&used), event(&wakes) {}
  Busy(Busy&& other) noexcept : loop(std::exchange(other.loop, nullptr)), event(other.event) {}
  Busy& operator=(Busy&&) = delete;
  ~Busy() {
    if (loop == nullptr) return;
    event->set();
    loop->schedule_after(1s, [] { FAIL(); });
    spawn(*loop, await_event(*event));
  }
  EventLoop* loop;
  Event* event;
};

Task<void> busy_end(Busy /*held*/) { co_await sleep_for(1h); }

TEST(Lifetime, WhatEndsWithTheLoopMayUseItStill) {
  Event event;
  EventLoop loop;
  const auto woken = spawn(loop, await_event(event));
  const auto busy = spawn(loop, busy_end(Busy(loop, event)));
  loop.run_ready();
}

TEST(Lifetime, AHandleWithinItsOwnTaskIsNoCycle) {
  int living = 0;
  {
    EventLoop loop;
    auto handle = std::make_shared<std::optional<Spawned<void>>>();
    handle->emplace(spawn(loop, [](Counted /*held*/, std::shared_ptr<std::optional<Spawned<void>>> self) -> Task<void> {
      co_await sleep_for(1h);
      self->reset();
    }(Counted(living), handle)));
    loop.run_ready();
    EXPECT_EQ(living, 1);
  }
  EXPECT_EQ(living, 0);
}

}  // namespace
}  // namespace vtime::test
