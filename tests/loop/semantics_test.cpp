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

TEST(Semantics, DrivingTheLoopFromInsideACallbackIsAnErrorThatSaysSo) {
  EventLoop loop;
  int refused = 0;
  const auto expect_refused = [&](auto drive) {
    try {
      drive();
    } catch (const ReentrantDrive& error) {
      EXPECT_THAT(error.what(), HasSubstr("driven from within one of its own callbacks"));
      ++refused;
    }
  };
  const auto try_all = [&] {
    expect_refused([&] { loop.step(); });
    expect_refused([&] { loop.run_ready(); });
    expect_refused([&] { loop.advance_by(1ms); });
    expect_refused([&] { loop.advance_to(loop.now()); });
    expect_refused([&] { loop.advance_before(loop.now()); });
    expect_refused([&] { loop.run_until_idle(); });
    expect_refused([&] { loop.run_until([] { return true; }, 1ms); });
    expect_refused([&] { loop.run_to_last(); });
  };
  loop.schedule_after(1ms, try_all);
  loop.schedule_after(1ms, [&] { loop.queue_microtask(try_all); });
  loop.run_until_idle();
  EXPECT_EQ(refused, 16);
  EXPECT_EQ(loop.elapsed(), 1ms);
}

TEST(Semantics, AnExceptionLeavesTheDrivingCallAndTheNextCallGoesOn) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(1ms, log.note("before"));
  loop.schedule_after(2ms, [&] {
    loop.queue_microtask(log.note("microtask of the thrower"));
    log("throws");
    throw std::runtime_error("no");
  });
  loop.schedule_after(2ms, log.note("behind"));
  loop.schedule_after(3ms, log.note("after"));
  EXPECT_THROW(loop.advance_by(10ms), std::runtime_error);
  EXPECT_EQ(loop.elapsed(), 2ms);
  EXPECT_EQ(loop.pending_count(), 2U);
  EXPECT_THAT(log.take(), ElementsAre("1ms: before", "2ms: throws"));
  loop.advance_by(10ms);
  EXPECT_THAT(log.take(), ElementsAre("2ms: microtask of the thrower", "2ms: behind", "3ms: after"));
}

TEST(Semantics, AThrowingBeatIsConsumedAndThePeriodicGoesOn) {
  EventLoop loop;
  Log log(loop);
  int beats = 0;
  loop.schedule_every(1ms, [&] {
    log("beat");
    if (++beats == 2) throw std::runtime_error("no");
  });
  EXPECT_THROW(loop.advance_by(3ms), std::runtime_error);
  EXPECT_EQ(loop.elapsed(), 2ms);
  loop.advance_by(1ms);
  EXPECT_THAT(log.take(), ElementsAre("1ms: beat", "2ms: beat", "3ms: beat"));
}

TEST(Semantics, AnErrorHandlerGetsEveryExceptionAndTheRunGoesOn) {
  EventLoop loop;
  Lines errors;
  loop.set_error_handler([&](const FailedCallback& failed) {
    try {
      std::rethrow_exception(failed.error);
    } catch (const std::exception& error) {
      errors.push_back(to_text(failed.at) + ": " + name_of(failed.site) + ": " + error.what());
    }
  });
  loop.schedule_after(1ms,
                      [&] {
                        loop.queue_microtask([] { throw std::runtime_error("second"); }, "microtask");
                        throw std::runtime_error("first");
                      },
                      {.label = "thrower"});
  loop.schedule_after(2ms, [] { throw std::runtime_error("third"); }, {.label = "other"});
  loop.run_until_idle();
  EXPECT_THAT(errors, ElementsAre("1ms: thrower: first", "1ms: microtask: second", "2ms: other: third"));
}

TEST(Semantics, ASiblingDueAtTheSameInstantCanBeCancelled) {
  EventLoop loop;
  Log log(loop);
  Timer sibling;
  loop.schedule_after(1ms, [&] { log(sibling.cancel() ? "cancelled" : "too late"); });
  sibling = loop.schedule_after(1ms, log.note("sibling"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: cancelled"));
}

TEST(Semantics, ACallableMayCancelRearmOrDestroyItsOwnTimer) {
  EventLoop loop;
  Log log(loop);
  Timer once;
  once = loop.schedule_after(1ms, [&] { log(once.cancel() ? "cancelled" : "it runs already"); });
  auto owner = std::make_unique<ScopedTimer>();
  *owner = loop.schedule_every(1ms, [&] {
    log("the only beat");
    owner.reset();
  });
  ScopedTimer again;
  again = loop.schedule_after(1ms, [&] {
    log("rearming");
    again = loop.schedule_after(1ms, log.note("rearmed"));
  });
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: it runs already", "1ms: the only beat", "1ms: rearming", "2ms: rearmed"));
}

/// Tells when it is destroyed.
struct Tracer {
  Log* log;
  explicit Tracer(Log& l) : log(&l) {}
  Tracer(Tracer&& other) noexcept : log(std::exchange(other.log, nullptr)) {}
  Tracer& operator=(Tracer&&) = delete;
  ~Tracer() {
    if (log != nullptr) (*log)("destroyed");
  }
};

TEST(Semantics, ACallableIsDestroyedAfterItReturnsAndBeforeTheNextOne) {
  EventLoop loop;
  Log log(loop);
  Timer self;
  self = loop.schedule_every(1ms, [&, tracer = Tracer(log)] {
    log("cancels itself");
    self.cancel();
    log("still there");
  });
  loop.schedule_after(1ms, log.note("next"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: cancels itself", "1ms: still there", "1ms: destroyed", "1ms: next"));
}

TEST(Semantics, AStallMovesTheClockWithNothingRunAndTheLateRunAfterwardsInDeadlineOrder) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(20ms, log.note("twenty"));
  loop.schedule_after(10ms, log.note("ten"));
  loop.schedule_after(70ms, log.note("seventy"));
  loop.stall(50ms);
  EXPECT_THAT(log.take(), IsEmpty());
  EXPECT_EQ(loop.elapsed(), 50ms);
  loop.post(log.note("posted after the stall"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("50ms: ten", "50ms: twenty", "50ms: posted after the stall", "70ms: seventy"));
}

TEST(Semantics, PendingWorkIsReportedWithLabelDueTimeAndSourceLine) {
  EventLoop loop;
  loop.schedule_every(20ms, [] {}, MissedTicks::burst, {.label = "heartbeat", .background = true});
  const std::uint32_t line = __LINE__ + 1;
  loop.schedule_after(10ms, [] {});
  const std::vector<PendingCallback> pending = loop.pending();
  ASSERT_EQ(pending.size(), 2U);
  EXPECT_EQ(pending[0].due, loop.now() + 10ms);
  EXPECT_EQ(pending[0].place.line, line);
  EXPECT_STREQ(pending[0].place.file, __FILE__);
  EXPECT_FALSE(pending[0].background);
  EXPECT_EQ(pending[0].name(), std::string(__FILE__) + ":" + std::to_string(line));
  EXPECT_EQ(pending[1].name(), "heartbeat");
  EXPECT_EQ(pending[1].due, loop.now() + 20ms);
  EXPECT_TRUE(pending[1].background);
}

TEST(Semantics, BackgroundWorkRunsOnlyWhileSomethingElseKeepsTheRunAlive) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_every(10ms, log.note("background"), MissedTicks::burst, {.background = true});
  loop.schedule_after(25ms, log.note("work"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("10ms: background", "20ms: background", "25ms: work"));
  EXPECT_EQ(loop.elapsed(), 25ms);
  EXPECT_EQ(loop.foreground_count(), 0U);
  EXPECT_EQ(loop.pending_count(), 1U);
}

TEST(Semantics, TheWallClockCanBeSteppedWithoutTouchingATimer) {
  EventLoop loop({.epoch = WallTime(1000s)});
  Log log(loop);
  loop.schedule_after(10s, log.note("timer"));
  EXPECT_EQ(loop.wall_now(), WallTime(1000s));
  loop.advance_by(4s);
  EXPECT_EQ(loop.wall_now(), WallTime(1004s));
  loop.set_wall(WallTime(50s));
  loop.shift_wall(-1h);
  loop.advance_by(6s);
  EXPECT_THAT(log.take(), ElementsAre("10s: timer"));
  EXPECT_EQ(loop.wall_now(), WallTime(56s - 1h));
}

TEST(Semantics, TheWallClockNeverWraps) {
  EventLoop loop;
  loop.set_wall(WallTime::max());
  EXPECT_THROW(loop.shift_wall(1ns), TimeOverflow);
  EXPECT_EQ(loop.wall_now(), WallTime::max());
  loop.advance_by(1ns);
  EXPECT_THROW(loop.wall_now(), TimeOverflow);
  loop.set_wall(WallTime::min());
  EXPECT_EQ(loop.wall_now(), WallTime::min());
}

TEST(Semantics, TheStartIsFixedNotZeroAndSettable) {
  EXPECT_GT(EventLoop().now(), TimePoint());
  EXPECT_EQ(EventLoop().now(), EventLoop().now());
  EventLoop loop({.start = 7s});
  EXPECT_EQ(loop.now(), TimePoint(7s));
  EXPECT_EQ(loop.elapsed(), 0s);
  EXPECT_THROW(EventLoop({.start = -1ns}), InvalidArgument);
}

}  // namespace
}  // namespace vtime::test
