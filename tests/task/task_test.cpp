// Tasks: they begin when they are awaited, give values and exceptions, and go on through the loop.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "loop/log.hpp"
#include "vtime/error.hpp"
#include "vtime/event.hpp"
#include "vtime/sleep.hpp"
#include "vtime/spawn.hpp"
#include "vtime/task.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;

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

}  // namespace
}  // namespace vtime::test
