// The rules of the loop, each a test named as the rule.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <stdexcept>

#include "loop/log.hpp"
#include "vtime/error.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Semantics, TheClockStepsToEachDeadlineDuringAdvance) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(3ms, log.note("second"));
  loop.schedule_after(1ms, log.note("first"));
  loop.advance_by(10ms);
  EXPECT_THAT(log.take(), ElementsAre("1ms: first", "3ms: second"));
  EXPECT_EQ(loop.elapsed(), 10ms);
}

TEST(Semantics, WhatIsDueExactlyAtTheEndOfAnAdvanceRuns) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(5ms, log.note("by"));
  loop.advance_by(5ms);
  EXPECT_THAT(log.take(), ElementsAre("5ms: by"));
  loop.schedule_after(5ms, log.note("to"));
  loop.advance_to(loop.now() + 5ms);
  EXPECT_THAT(log.take(), ElementsAre("10ms: to"));
}

TEST(Semantics, AdvanceBeforeLeavesWhatIsDueAtItsEnd) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(4999us, log.note("before"));
  loop.schedule_after(5ms, log.note("at the end"));
  loop.advance_before(loop.now() + 5ms);
  EXPECT_THAT(log.take(), ElementsAre("4.999ms: before"));
  EXPECT_EQ(loop.elapsed(), 5ms);
  loop.run_ready();
  EXPECT_THAT(log.take(), ElementsAre("5ms: at the end"));
}

TEST(Semantics, EqualDeadlinesRunInTheOrderOfArming) {
  EventLoop loop;
  Log log(loop);
  Lines expected;
  for (int i = 0; i < 100; ++i) {
    loop.schedule_at(loop.now() + 1ms, log.note(std::to_string(i)));
    expected.push_back("1ms: " + std::to_string(i));
  }
  loop.run_until_idle();
  EXPECT_EQ(log.take(), expected);
}

TEST(Semantics, ARearmedPeriodicIsBehindAOneShotOfTheSameInstant) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_every(10ms, log.note("beat"));
  loop.schedule_after(20ms, log.note("once"));
  loop.advance_by(20ms);
  EXPECT_THAT(log.take(), ElementsAre("10ms: beat", "20ms: once", "20ms: beat"));
}

TEST(Semantics, AZeroDelayIsTheSameInstantBehindWhatIsQueued) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(1ms, [&] {
    log("outer");
    loop.schedule_after(0ms, [&] {
      log("inner");
      loop.schedule_after(0ms, log.note("innermost"));
    });
  });
  loop.schedule_after(1ms, log.note("queued"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: outer", "1ms: queued", "1ms: inner", "1ms: innermost"));
}

TEST(Semantics, ANegativeDelayAndAPastDeadlineAreErrorsBeforeAnythingIsScheduled) {
  EventLoop loop;
  loop.advance_by(10ms);
  EXPECT_THROW(loop.schedule_after(-1ns, [] {}), InvalidArgument);
  EXPECT_THROW(loop.schedule_after(Range{-1ms, 1ms, 1ms}, [] {}), InvalidArgument);
  EXPECT_THROW(loop.schedule_at(loop.now() - 1ns, [] {}), PastDeadline);
  EXPECT_EQ(loop.pending_count(), 0U);
  EXPECT_EQ(loop.elapsed(), 10ms);
}

TEST(Semantics, AZeroOrNegativePeriodIsAnError) {
  EventLoop loop;
  EXPECT_THROW(loop.schedule_every(0ms, [] {}), InvalidArgument);
  EXPECT_THROW(loop.schedule_every(-1ms, [] {}), InvalidArgument);
  EXPECT_THROW(loop.schedule_every(Range{0ms, 1ms, 1ms}, [] {}), InvalidArgument);
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Semantics, AdvancingByZeroRunsEverythingReadyNow) {
  EventLoop loop;
  Log log(loop);
  loop.post([&] {
    log("first");
    loop.post(log.note("second"));
  });
  loop.schedule_after(1ns, log.note("later"));
  loop.advance_by(0ms);
  EXPECT_THAT(log.take(), ElementsAre("0s: first", "0s: second"));
}

TEST(Semantics, TheClockNeverMovesBackAndNeverWraps) {
  EventLoop loop;
  loop.advance_by(5ms);
  const TimePoint now = loop.now();
  EXPECT_THROW(loop.advance_by(-1ns), InvalidArgument);
  EXPECT_THROW(loop.advance_to(now - 1ns), PastDeadline);
  EXPECT_THROW(loop.advance_before(now - 1ns), PastDeadline);
  EXPECT_THROW(loop.stall(-1ns), InvalidArgument);
  EXPECT_THROW(loop.run_until([] { return false; }, -1ns), InvalidArgument);
  EXPECT_THROW(loop.advance_by(Duration::max()), TimeOverflow);
  EXPECT_THROW(loop.stall(Duration::max()), TimeOverflow);
  EXPECT_THROW(loop.schedule_after(Duration::max(), [] {}), TimeOverflow);
  EXPECT_THROW(loop.schedule_every(Duration::max(), [] {}), TimeOverflow);
  EXPECT_EQ(loop.now(), now);
  EXPECT_EQ(loop.pending_count(), 0U);
  loop.advance_to(TimePoint::max());  // the last moment can be reached
  EXPECT_EQ(loop.now(), TimePoint::max());
  EXPECT_THROW(loop.advance_by(1ns), TimeOverflow);
}

TEST(Semantics, APeriodicThatRunsIntoTheEndOfTimeEndsWithAnError) {
  EventLoop loop;
  loop.schedule_every(Duration::max() / 2, [] {});
  EXPECT_THROW(loop.run_until_idle(), TimeOverflow);
  EXPECT_EQ(loop.pending_count(), 0U);
  loop.run_until_idle();
}

TEST(Semantics, APeriodicRunsEveryTickAtItsOwnTimeWithoutDrift) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_every(10ms, log.note("tick"));
  loop.advance_by(35ms);
  EXPECT_THAT(log.take(), ElementsAre("10ms: tick", "20ms: tick", "30ms: tick"));
  EXPECT_EQ(loop.next_deadline(), loop.now() + 5ms);
}

Lines ticks_after_a_stall(MissedTicks missed) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_every(10ms, log.note("tick"), missed);
  loop.advance_by(10ms);
  loop.stall(25ms);
  loop.advance_by(20ms);
  return log.take();
}

TEST(Semantics, AfterAStallThePolicyOfThePeriodicDecides) {
  EXPECT_THAT(ticks_after_a_stall(MissedTicks::burst),
              ElementsAre("10ms: tick", "35ms: tick", "35ms: tick", "40ms: tick", "50ms: tick"));
  EXPECT_THAT(ticks_after_a_stall(MissedTicks::delay),
              ElementsAre("10ms: tick", "35ms: tick", "45ms: tick", "55ms: tick"));
  EXPECT_THAT(ticks_after_a_stall(MissedTicks::skip),
              ElementsAre("10ms: tick", "35ms: tick", "40ms: tick", "50ms: tick"));
}

TEST(Semantics, ThePolicyAlsoDecidesWhenThePeriodicItselfTookTooLong) {
  const auto run = [](MissedTicks missed) {
    EventLoop loop;
    Log log(loop);
    int runs = 0;
    loop.schedule_every(
        10ms,
        [&] {
          log("tick");
          if (++runs == 1) loop.stall(25ms);
        },
        missed);
    loop.advance_by(50ms);
    return log.take();
  };
  EXPECT_THAT(run(MissedTicks::burst),
              ElementsAre("10ms: tick", "35ms: tick", "35ms: tick", "40ms: tick", "50ms: tick"));
  EXPECT_THAT(run(MissedTicks::delay), ElementsAre("10ms: tick", "35ms: tick", "45ms: tick"));
  EXPECT_THAT(run(MissedTicks::skip), ElementsAre("10ms: tick", "35ms: tick", "40ms: tick", "50ms: tick"));
}

}  // namespace
}  // namespace vtime::test
