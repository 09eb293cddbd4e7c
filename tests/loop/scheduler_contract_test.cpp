// The rules that every Scheduler keeps, in virtual time and in real time: the same component runs in both.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "vtime/error.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/scheduler.hpp"
#include "vtime/steady_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

/// The names of the schedulers in the names of the tests.
struct Names {
  template <typename Loop>
  static std::string GetName(int /*index*/) {  // NOLINT: GoogleTest's name
    return std::is_same_v<Loop, EventLoop> ? "Virtual" : "Real";
  }
};

template <typename Loop>
class SchedulerContract : public testing::Test {
 protected:
  auto note(std::string text) {
    return [this, text] { log.push_back(text); };
  }

  Loop loop;
  Scheduler& scheduler = loop;
  std::vector<std::string> log;
};
using BothSchedulers = testing::Types<EventLoop, SteadyLoop>;
TYPED_TEST_SUITE(SchedulerContract, BothSchedulers, Names);

// ---- order -----------------------------------------------------------------------------------------------------

TYPED_TEST(SchedulerContract, CallbacksRunInTheOrderOfTheirDeadlines) {
  const TimePoint start = this->scheduler.now();
  this->scheduler.schedule_at(start + 3ms, this->note("third"));
  this->scheduler.schedule_at(start + 1ms, this->note("first"));
  this->scheduler.schedule_at(start + 2ms, this->note("second"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("first", "second", "third"));
}

TYPED_TEST(SchedulerContract, OneDeadlineIsFirstInFirstOut) {
  const TimePoint due = this->scheduler.now() + 1ms;
  for (const char* name : {"a", "b", "c", "d"}) this->scheduler.schedule_at(due, this->note(name));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("a", "b", "c", "d"));
}

TYPED_TEST(SchedulerContract, PostsAndDelaysOfZeroAreOneQueue) {
  this->scheduler.post(this->note("post"));
  this->scheduler.schedule_after(0s, this->note("zero"));
  this->scheduler.post(this->note("second post"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("post", "zero", "second post"));
}

TYPED_TEST(SchedulerContract, ADeadlineOfNowComesBehindWhatIsDueAlready) {
  const TimePoint now = this->scheduler.now();
  this->scheduler.post(this->note("post"));
  this->scheduler.schedule_at(now, this->note("now"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("post", "now"));
}

TYPED_TEST(SchedulerContract, APostNeverRunsWithinThePresentCallback) {
  this->scheduler.post([this] {
    this->scheduler.post(this->note("inner"));
    this->log.push_back("outer");
  });
  this->scheduler.post(this->note("next"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("outer", "next", "inner"));
}

// ---- time ------------------------------------------------------------------------------------------------------

TYPED_TEST(SchedulerContract, ACallbackSeesItsDeadlineReached) {
  const TimePoint due = this->scheduler.now() + 2ms;
  TimePoint seen{};
  this->scheduler.schedule_at(due, [&] { seen = this->scheduler.now(); });
  this->loop.run_until_idle();
  EXPECT_GE(seen, due);
}

TYPED_TEST(SchedulerContract, TheClocksReadTheLoopWhileItLives) {
  const TimePoint before = this->scheduler.now();
  const TimePoint read = Clock::now();
  EXPECT_GE(read, before);
  EXPECT_LE(read, this->scheduler.now());
  const WallTime wall = WallClock::now();
  EXPECT_LE(wall, this->loop.wall_now());
  {
    EventLoop inner({.start = 77h});
    EXPECT_EQ(Clock::now(), TimePoint(77h));
  }
  EXPECT_GE(Clock::now(), read);
}

TYPED_TEST(SchedulerContract, BackgroundWorkKeepsNoRunAlive) {
  this->scheduler.schedule_after(1ms, this->note("background"), {.background = true});
  this->scheduler.schedule_after(2ms, this->note("foreground"));
  this->scheduler.schedule_after(1h, this->note("late"), {.background = true});
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("background", "foreground"));
}

// ---- what is refused -------------------------------------------------------------------------------------------

TYPED_TEST(SchedulerContract, PastDeadlinesAndNegativeDelaysAreErrors) {
  EXPECT_THROW(this->scheduler.schedule_at(this->scheduler.now() - 1ns, [] {}), PastDeadline);
  EXPECT_THROW(this->scheduler.schedule_after(-1ns, [] {}), InvalidArgument);
  EXPECT_THROW(this->scheduler.schedule_after(Duration::max(), [] {}), TimeOverflow);
  EXPECT_THROW(this->scheduler.post(Callback()), InvalidArgument);
  this->loop.run_until_idle();  // nothing was scheduled
}

TYPED_TEST(SchedulerContract, ADeadlineThatWasNowWhenAskedForIsNotPast) {
  this->scheduler.post([this] { this->scheduler.schedule_at(this->scheduler.now(), this->note("at once")); });
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("at once"));
}

TYPED_TEST(SchedulerContract, NobodyDrivesTheLoopFromACallback) {
  this->scheduler.post([this] { EXPECT_THROW(this->loop.run_until_idle(), ReentrantDrive); });
  this->loop.run_until_idle();
}

// ---- handles ---------------------------------------------------------------------------------------------------

TYPED_TEST(SchedulerContract, ACancelledTimerIsNotCalled) {
  const Timer timer = this->scheduler.schedule_after(1ms, this->note("cancelled"));
  const Timer copy = timer;
  EXPECT_TRUE(timer.pending());
  EXPECT_TRUE(this->scheduler.cancel(copy));
  EXPECT_FALSE(timer.pending());
  EXPECT_FALSE(timer.cancel());
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre());
}

TYPED_TEST(SchedulerContract, ASiblingOfTheSameInstantCanBeCancelled) {
  const TimePoint due = this->scheduler.now() + 1ms;
  Timer sibling;
  this->scheduler.schedule_at(due, [&] { EXPECT_TRUE(sibling.cancel()); });
  sibling = this->scheduler.schedule_at(due, this->note("sibling"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre());
}

TYPED_TEST(SchedulerContract, ARunningCallbackIsNoLongerPending) {
  Timer timer;
  timer = this->scheduler.schedule_after(1ms, [&] {
    EXPECT_FALSE(timer.pending());
    EXPECT_FALSE(timer.cancel());
  });
  EXPECT_GE(timer.deadline(), this->scheduler.now());
  this->loop.run_until_idle();
  EXPECT_EQ(timer.deadline(), std::nullopt);
}

TYPED_TEST(SchedulerContract, AScopedTimerCancelsWhenItLeavesScope) {
  { const ScopedTimer scoped = this->scheduler.schedule_after(1ms, this->note("scoped")); }
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre());
}

TYPED_TEST(SchedulerContract, HandlesOutliveTheLoop) {
  auto ending = std::make_unique<TypeParam>();
  const Timer timer = ending->schedule_after(1ms, [] {});
  ending.reset();
  EXPECT_FALSE(timer.pending());
  EXPECT_FALSE(timer.cancel());
  EXPECT_EQ(timer.deadline(), std::nullopt);
}

// ---- ends ------------------------------------------------------------------------------------------------------

TYPED_TEST(SchedulerContract, AnExceptionLeavesTheRunAndTheNextRunGoesOn) {
  this->scheduler.post([] { throw std::runtime_error("broken"); });
  this->scheduler.post(this->note("next"));
  EXPECT_THROW(this->loop.run_until_idle(), std::runtime_error);
  EXPECT_THAT(this->log, ElementsAre());
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("next"));
}

TYPED_TEST(SchedulerContract, StopEndsTheRunAfterThePresentCallback) {
  this->scheduler.post([this] {
    this->loop.stop();
    this->log.push_back("goes on to its end");
  });
  this->scheduler.post(this->note("next"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("goes on to its end"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("goes on to its end", "next"));
}

TYPED_TEST(SchedulerContract, ACallableIsDestroyedAfterItReturned) {
  /// Logs when the last of its owners is gone.
  const auto last_words = [this](const char* text) {
    return std::shared_ptr<void>(nullptr, [this, text](void*) { this->log.push_back(text); });
  };
  this->scheduler.post([this, held = last_words("destroyed")] { this->log.push_back("called"); });
  this->scheduler.post(this->note("next"));
  this->loop.run_until_idle();
  EXPECT_THAT(this->log, ElementsAre("called", "destroyed", "next"));
}

TYPED_TEST(SchedulerContract, WhatStillWaitsAtTheEndIsDestroyedUncalledAndMayUseTheLoop) {
  auto ending = std::make_unique<TypeParam>();
  Scheduler& its = *ending;
  Timer other = its.schedule_after(2h, [] {});
  const auto last_words = [&](void*) {
    EXPECT_FALSE(other.cancel());
    its.post([] { ADD_FAILURE(); });
    this->log.push_back("destroyed");
  };
  its.schedule_after(1h, [held = std::shared_ptr<void>(nullptr, last_words)] { ADD_FAILURE(); });
  EXPECT_THAT(this->log, ElementsAre());
  ending.reset();
  EXPECT_THAT(this->log, ElementsAre("destroyed"));
}

}  // namespace
}  // namespace vtime::test
