// What real time adds to the contract of schedulers. These tests wait a few milliseconds, and never on the machine's
// being quick: they check orders and lower bounds.
#include "vtime/steady_loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <ctime>
#include <thread>
#include <vector>

#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(SteadyLoop, WaitsForTheDeadlineAndNoLess) {
  SteadyLoop loop;
  const auto begin = std::chrono::steady_clock::now();
  loop.schedule_after(5ms, [] {});
  loop.run_until_idle();
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 5ms);
}

TEST(SteadyLoop, WaitsWithoutTurningTheProcessorOver) {
  SteadyLoop loop;
  const std::clock_t begin = std::clock();
  loop.run_for(50ms);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  EXPECT_LT(seconds, 0.025);
}

TEST(SteadyLoop, RunForEndsInTimeAndLeavesTheRest) {
  SteadyLoop loop;
  int calls = 0;
  loop.post([&] { ++calls; });
  const Timer late = loop.schedule_after(1h, [&] { ++calls; });
  loop.run_for(2ms);
  EXPECT_EQ(calls, 1);
  EXPECT_TRUE(late.pending());
  EXPECT_THROW(loop.run_for(-1ns), InvalidArgument);
}

TEST(SteadyLoop, RunWaitsForOtherThreadsAlsoWhileNothingIsPending) {
  SteadyLoop loop;
  bool ran = false;
  std::thread other([&] {
    loop.post([&] {
      ran = true;
      loop.stop();
    });
  });
  loop.run();
  other.join();
  EXPECT_TRUE(ran);
}

TEST(SteadyLoop, PostsOfAThreadStayInOrder) {
  SteadyLoop loop;
  std::vector<int> order;
  std::thread other([&] {
    for (int i = 0; i < 1000; ++i) loop.post([&order, i] { order.push_back(i); });
    loop.post([&loop] { loop.stop(); });
  });
  loop.run();
  other.join();
  ASSERT_EQ(order.size(), 1000u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(SteadyLoop, PostsOfManyThreadsAllArrive) {
  SteadyLoop loop;
  int sum = 0;
  std::vector<std::thread> others;
  for (int thread = 0; thread < 4; ++thread) {
    others.emplace_back([&] {
      for (int i = 0; i < 500; ++i) {
        const Timer handle = loop.post([&] {
          if (++sum == 2000) loop.stop();
        });
        EXPECT_FALSE(handle.pending());
        EXPECT_GE(loop.now(), TimePoint());
      }
    });
  }
  loop.run();
  for (std::thread& other : others) other.join();
  EXPECT_EQ(sum, 2000);
}

TEST(SteadyLoop, StopOfAnotherThreadWakesTheLoop) {
  SteadyLoop loop;
  const Timer late = loop.schedule_after(1h, [] { ADD_FAILURE(); });
  std::thread other([&] { loop.stop(); });
  loop.run();
  other.join();
  EXPECT_TRUE(late.pending());
}

TEST(SteadyLoop, AStopThatComesTooSoonIsNotLost) {
  SteadyLoop loop;
  loop.stop();
  loop.run();  // returns
  bool ran = false;
  loop.post([&] { ran = true; });
  loop.run_until_idle();
  EXPECT_TRUE(ran);
}

TEST(SteadyLoop, WhatBelongsToItsThreadIsRefusedElsewhere) {
  SteadyLoop loop;
  std::thread([&] {
    EXPECT_THROW(loop.schedule_after(1ms, [] {}), WrongThread);
    EXPECT_THROW(loop.schedule_at(loop.now() + 1h, [] {}), WrongThread);
    EXPECT_THROW(loop.run(), WrongThread);
    EXPECT_THROW(Clock::now(), NoCurrentLoop);
  }).join();
  loop.run_until_idle();  // nothing was scheduled
}

TEST(SteadyLoop, TheClockGoesOnWithinACallback) {
  SteadyLoop loop;
  loop.post([&] {
    const TimePoint begin = loop.now();
    while (loop.now() == begin) {
    }
    EXPECT_GT(loop.now(), begin);
  });
  loop.run_until_idle();
}

TEST(SteadyLoop, ADeadlineThatPassesWhileACallbackWorksIsLateAndNoError) {
  SteadyLoop loop;
  bool ran = false;
  loop.post([&] {
    const TimePoint due = loop.now() + 1us;
    while (std::chrono::steady_clock::now().time_since_epoch() <= due.time_since_epoch()) {
    }
    loop.schedule_at(due, [&] { ran = true; });
  });
  loop.run_until_idle();
  EXPECT_TRUE(ran);
}

TEST(SteadyLoop, ShowsTheClocksOfTheMachine) {
  const SteadyLoop loop;
  const auto steady = std::chrono::steady_clock::now().time_since_epoch();
  EXPECT_GE(loop.now().time_since_epoch(), steady);
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  EXPECT_LT(loop.wall_now().time_since_epoch() - wall, 1h);
  EXPECT_GT(loop.wall_now().time_since_epoch() - wall, -1h);
}

}  // namespace
}  // namespace vtime::test
