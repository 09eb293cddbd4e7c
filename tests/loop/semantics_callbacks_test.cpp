// The rules of the loop about callbacks, stalls and what is left over, each a test named as the rule.
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
