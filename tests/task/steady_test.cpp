// The same coroutines run in production, over the real clock.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "task/support.hpp"
#include "vtime/steady_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Task<void> produces(Channel<int>& numbers) {
  for (int i = 1; i <= 3; ++i) {
    co_await sleep_for(100us);
    co_await numbers.send(i);
  }
  numbers.close();
}

Task<int> sums(Channel<int>& numbers) {
  int sum = 0;
  while (const std::optional<int> number = co_await numbers.receive()) sum += *number;
  co_return sum;
}

template <typename Loop>
int sum_on(Loop& loop) {
  Channel<int> numbers(1);
  spawn(loop, produces(numbers));
  const auto sum = spawn(loop, with_timeout(sums(numbers), 1h));
  loop.run_until_idle();
  return sum.get();
}

TEST(Coroutines, RunOnTheSteadyLoopAsOnTheEventLoop) {
  EventLoop virtual_loop;
  SteadyLoop steady_loop;
  EXPECT_EQ(sum_on(virtual_loop), 6);
  EXPECT_EQ(sum_on(steady_loop), 6);
}

TEST(Coroutines, ThatWaitOnASteadyLoopEndWithIt) {
  int living = 0;
  {
    SteadyLoop loop;
    spawn(loop, stuck(Counted(living)));
    loop.run_until_idle();
    EXPECT_EQ(living, 1);
    EXPECT_EQ(waiting_coroutines(loop).size(), 1U);
  }
  EXPECT_EQ(living, 0);
}

TEST(Coroutines, MayWaitForThoseOfAnotherLoopOfTheThread) {
  EventLoop first;
  EventLoop second;
  Event ready;
  const auto task = spawn(first, await_event(ready));
  first.run_until_idle();
  second.schedule_after(1s, [&] { ready.set(); });
  second.run_until_idle();
  EXPECT_FALSE(task.done());
  first.run_until_idle();
  EXPECT_TRUE(task.done());
}

}  // namespace
}  // namespace vtime::test
