// What the event loop offers beside the rules of semantics_test.cpp.
#include "vtime/event_loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <vector>

#include "loop/log.hpp"
#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

// ---- drivers ---------------------------------------------------------------------------------------------------

TEST(EventLoop, StepRunsOneCallbackAndItsMicrotasks) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(1ms, [&] {
    log("callback");
    loop.queue_microtask([&] {
      log("microtask");
      loop.queue_microtask(log.note("microtask of the microtask"));
    });
    loop.queue_microtask(log.note("second microtask"));
  });
  loop.schedule_after(1ms, log.note("next"));
  EXPECT_TRUE(loop.step());
  EXPECT_THAT(log.take(), ElementsAre("1ms: callback", "1ms: microtask", "1ms: second microtask",
                                      "1ms: microtask of the microtask"));
  EXPECT_TRUE(loop.step());
  EXPECT_FALSE(loop.step());
  EXPECT_THAT(log.take(), ElementsAre("1ms: next"));
}

TEST(EventLoop, MicrotasksOfTheMainProgramRunFirst) {
  EventLoop loop;
  Log log(loop);
  loop.post(log.note("post"));
  loop.queue_microtask(log.note("microtask"));
  EXPECT_EQ(loop.next_deadline(), loop.now());
  EXPECT_TRUE(loop.step());
  EXPECT_THAT(log.take(), ElementsAre("0s: microtask"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: post"));
  loop.queue_microtask(log.note("alone"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: alone"));
}

TEST(EventLoop, RunUntilStopsAsSoonAsThePredicateHolds) {
  EventLoop loop;
  int count = 0;
  loop.schedule_every(10ms, [&] { ++count; });
  EXPECT_TRUE(loop.run_until([&] { return count == 3; }, 1s));
  EXPECT_EQ(loop.elapsed(), 30ms);
  EXPECT_FALSE(loop.run_until([&] { return count == 100; }, 15ms));
  EXPECT_EQ(loop.elapsed(), 45ms);
  EXPECT_TRUE(loop.run_until([&] { return count == 5; }, 5ms));  // its end included
}

TEST(EventLoop, RunUntilLetsTimePassWhenNothingIsPending) {
  EventLoop loop;
  EXPECT_FALSE(loop.run_until([] { return false; }, 5ms));
  EXPECT_EQ(loop.elapsed(), 5ms);
  const TimePoint later = loop.now() + 3ms;
  EXPECT_TRUE(loop.run_until([&] { return loop.now() >= later; }, 3ms));
}

TEST(EventLoop, RunToLastTakesWhatIsPendingNowOnly) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(10ms, [&] {
    log("ten");
    loop.schedule_after(10ms, log.note("twenty"));
    loop.schedule_after(11ms, log.note("twenty-one"));
  });
  loop.schedule_after(20ms, log.note("last"));
  loop.schedule_after(30ms, log.note("background"), {.background = true});
  loop.run_to_last();
  EXPECT_THAT(log.take(), ElementsAre("10ms: ten", "20ms: last", "20ms: twenty"));
  EXPECT_EQ(loop.elapsed(), 20ms);
}

TEST(EventLoop, StopEndsTheDrivingCallAfterTheCallback) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(1ms, [&] {
    loop.queue_microtask(log.note("microtask"));
    loop.stop();
    log("stops");
  });
  loop.schedule_after(1ms, log.note("next"));
  loop.advance_by(5ms);
  EXPECT_THAT(log.take(), ElementsAre("1ms: stops"));
  EXPECT_EQ(loop.elapsed(), 1ms);
  loop.advance_by(5ms);
  EXPECT_THAT(log.take(), ElementsAre("1ms: microtask", "1ms: next"));
}

TEST(EventLoop, AnIdleLoopHasNothingToDo) {
  EventLoop loop;
  loop.run_until_idle();
  loop.run_ready();
  loop.run_to_last();
  EXPECT_FALSE(loop.step());
  EXPECT_EQ(loop.next_deadline(), std::nullopt);
  EXPECT_THAT(loop.pending(), IsEmpty());
  EXPECT_EQ(loop.elapsed(), 0s);
}

// ---- scheduling ------------------------------------------------------------------------------------------------

TEST(EventLoop, ARangeWithoutAChooserIsItsLeast) {
  EventLoop loop;
  Log log(loop);
  loop.schedule_after(Range{80ms, 120ms, 1ms}, log.note("once"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("80ms: once"));
  EXPECT_THROW(loop.schedule_after(Range{2ms, 1ms, 1ms}, [] {}), InvalidArgument);
  EXPECT_THROW(loop.schedule_after(Range{1ms, 2ms, 0ms}, [] {}), InvalidArgument);
}

TEST(EventLoop, AnEmptyCallbackIsRefused) {
  EventLoop loop;
  EXPECT_THROW(loop.post(Callback()), InvalidArgument);
  EXPECT_THROW(loop.post(std::function<void()>()), InvalidArgument);
  EXPECT_THROW(loop.queue_microtask(static_cast<void (*)()>(nullptr)), InvalidArgument);
}

TEST(EventLoop, AStepMayHaveAnEnd) {
  EventLoop loop;
  Log log(loop);
  const TimePoint start = loop.now();
  loop.schedule_after(1ms, log.note("first"));
  loop.schedule_after(2ms, log.note("second"));
  EXPECT_FALSE(loop.step(start + 1ms - 1ns));
  EXPECT_EQ(loop.now(), start) << "the clock stays";
  EXPECT_TRUE(loop.step(start + 1ms)) << "the end is included";
  loop.stall(5ms);
  EXPECT_FALSE(loop.step(start + 1ms));
  EXPECT_FALSE(loop.step(TimePoint::min()));
  EXPECT_TRUE(loop.step(start + 2ms)) << "which has passed, but then it was due";
  loop.queue_microtask(log.note("microtask"));
  EXPECT_TRUE(loop.step(TimePoint::min()));
  EXPECT_FALSE(loop.step(TimePoint::max()));
  EXPECT_THAT(log.take(), ElementsAre("1ms: first", "6ms: second", "6ms: microtask"));
}

TEST(EventLoop, WhatIsPostedForATimeIsNotRunBeforeIt) {
  EventLoop loop;
  Log log(loop);
  loop.post(log.note("first"));
  loop.post(log.note("second"));
  loop.step();
  loop.advance_before(loop.now());
  EXPECT_THAT(log.take(), ElementsAre("0s: first"));
  loop.run_ready();
  EXPECT_THAT(log.take(), ElementsAre("0s: second"));
}

TEST(EventLoop, ARefusedCallbackLeavesNothingBehind) {
  EventLoop loop;
  int wrong = 0;
  int right = 0;
  const auto count_wrong = [&wrong] { ++wrong; };
  const auto schedule = [&](Duration delay) { return loop.schedule_after(delay, count_wrong); };
  EXPECT_THROW(schedule(-1ns), InvalidArgument);
  EXPECT_THROW(schedule(Duration::max()), TimeOverflow);
  schedule(1ms).cancel();
  EXPECT_THROW(schedule(-1ns), InvalidArgument) << "now that the place is known";
  EXPECT_THROW(schedule(Duration::max() - 1h + 1ns), TimeOverflow);
  EXPECT_THROW(schedule(Duration::min()), InvalidArgument);
  EXPECT_TRUE(schedule(Duration::max() - 1h).cancel()) << "the clock began at 1 h";
  EXPECT_EQ(loop.pending_count(), 0U);
  loop.schedule_after(1ms, [&right, owned = std::make_unique<int>()] { ++right; });
  loop.schedule_after(1ms, [&right] { ++right; });
  loop.run_until_idle();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(right, 2);
}

TEST(EventLoop, ARecorderMayArmSomethingWhileItHearsOfAnArming) {
  struct Arming final : Recorder {
    void armed(const Armed& armed) override {
      if (armed.label == "first") loop->post([this] { order += "second "; }, {.label = "second"});
    }
    void cancelled(EventId /*event*/, EventId /*by*/) override {}
    void fired(EventId /*event*/, Duration /*now*/, Duration /*deadline*/) override {}
    void returned(EventId /*event*/, Duration /*blocked*/) override {}
    void clock_read(EventId /*event*/, Duration /*offset*/) override {}
    void touched(EventId /*event*/, std::uint32_t /*what*/, bool /*written*/) override {}
    void driver_limit(Duration /*until*/) override {}
    EventLoop* loop = nullptr;
    std::string order;
  };
  Arming recorder;
  EventLoop loop({.recorder = &recorder});
  recorder.loop = &loop;
  loop.schedule_after(0ns, [&recorder] { recorder.order += "first "; }, {.label = "first"});
  loop.run_until_idle();
  EXPECT_EQ(recorder.order, "second first ");
}

TEST(EventLoop, KeptLabelsNeedNotOutliveTheCall) {
  EventLoop loop;
  loop.post([] {}, {.label = loop.keep("connection " + std::to_string(7))});
  EXPECT_EQ(loop.pending().front().name(), "connection 7");
}

TEST(EventLoop, AComponentNeedsTheSchedulerOnly) {
  EventLoop loop;
  Log log(loop);
  Scheduler& scheduler = loop;
  const Timer timer = scheduler.schedule_after(1ms, log.note("never"));
  scheduler.schedule_at(scheduler.now() + 2ms, log.note("at"));
  scheduler.post(log.note("post"));
  EXPECT_TRUE(scheduler.cancel(timer));
  EXPECT_FALSE(scheduler.cancel(timer));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: post", "2ms: at"));
}

// ---- handles ---------------------------------------------------------------------------------------------------

TEST(Timer, CancelIsTrueIfItPreventedTheCall) {
  EventLoop loop;
  Log log(loop);
  const Timer timer = loop.schedule_after(1ms, log.note("never"));
  EXPECT_TRUE(timer.pending());
  EXPECT_EQ(timer.deadline(), loop.now() + 1ms);
  EXPECT_TRUE(timer.cancel());
  EXPECT_FALSE(timer.cancel());
  EXPECT_FALSE(timer.pending());
  EXPECT_EQ(timer.deadline(), std::nullopt);
  const Timer fired = loop.schedule_after(1ms, log.note("fired"));
  loop.run_until_idle();
  EXPECT_FALSE(fired.cancel());
  EXPECT_THAT(log.take(), ElementsAre("1ms: fired"));
}

TEST(Timer, APostMayCancelTheNextOneAgainAndAgain) {
  EventLoop loop;
  std::vector<int> called;
  std::vector<Timer> posts;
  for (int i = 0; i < 100; ++i) {
    posts.push_back(loop.post([&, i] {
      called.push_back(i);
      const auto next = static_cast<std::size_t>(i) + 1;
      EXPECT_TRUE(posts[next].cancel());
      EXPECT_FALSE(posts[next].pending());
    }));
  }
  posts.push_back(loop.post([&] { called.push_back(100); }));
  loop.run_until_idle();
  std::vector<int> expected;
  for (int i = 0; i <= 100; i += 2) expected.push_back(i);
  EXPECT_EQ(called, expected);
}

TEST(Timer, AHandleStaysThatOfItsOwnTimer) {
  EventLoop loop;
  const Timer old = loop.schedule_after(1ms, [] {});
  loop.run_until_idle();
  const Timer young = loop.schedule_after(1ms, [] {});  // in the place of the old one
  EXPECT_FALSE(old.pending());
  EXPECT_FALSE(old.cancel());
  EXPECT_TRUE(young.cancel());
}

TEST(Timer, AHandleOfAPeriodicIsThatOfAllItsBeats) {
  EventLoop loop;
  Log log(loop);
  const Timer timer = loop.schedule_every(1ms, log.note("beat"));
  loop.advance_by(2ms);
  EXPECT_EQ(timer.deadline(), loop.now() + 1ms);
  EXPECT_TRUE(timer.cancel());
  loop.advance_by(5ms);
  EXPECT_THAT(log.take(), ElementsAre("1ms: beat", "2ms: beat"));
}

TEST(Timer, AHandleIsSafeWhenTheLoopIsGone) {
  Timer timer;
  EXPECT_FALSE(timer.cancel());
  std::optional<EventLoop> loop(std::in_place);
  timer = loop->schedule_after(1ms, [] {});
  const Timer copy = timer;
  loop.reset();
  EXPECT_FALSE(timer.pending());
  EXPECT_FALSE(copy.cancel());
  EXPECT_EQ(copy.deadline(), std::nullopt);
}

TEST(Timer, AScopedTimerCancelsWhenItLeavesScope) {
  EventLoop loop;
  Log log(loop);
  {
    const ScopedTimer scoped = loop.schedule_after(1ms, log.note("never"));
    EXPECT_TRUE(scoped.pending());
    ScopedTimer released = loop.schedule_after(1ms, log.note("released"));
    released.release();
  }
  ScopedTimer reassigned = loop.schedule_after(1ms, log.note("replaced"));
  reassigned = loop.schedule_after(2ms, log.note("replacement"));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: released", "2ms: replacement"));
}

/// Uses the loop while it is destroyed.
struct LastWords {
  EventLoop* loop;
  Timer other;
  explicit LastWords(EventLoop& l, Timer t) : loop(&l), other(std::move(t)) {}
  LastWords(LastWords&& from) noexcept : loop(std::exchange(from.loop, nullptr)), other(std::move(from.other)) {}
  LastWords& operator=(LastWords&&) = delete;
  ~LastWords() {
    if (loop == nullptr) return;
    other.cancel();
    loop->post([] {});
  }
};

TEST(EventLoop, WhatACallbackHoldsMayUseTheLoopWhileItIsDestroyed) {
  EventLoop loop;
  const Timer other = loop.schedule_after(2ms, [] {});
  const Timer timer = loop.schedule_after(1ms, [words = LastWords(loop, other)] {});
  EXPECT_TRUE(timer.cancel());
  EXPECT_FALSE(other.pending());
  EXPECT_EQ(loop.pending_count(), 1U);
  for (int i = 0; i < 10; ++i) {
    const Timer late = loop.schedule_after(1ms, [] {});
    loop.schedule_after(1ms, [words = LastWords(loop, late)] {});
    loop.queue_microtask([words = LastWords(loop, late)] {});
  }
}

TEST(EventLoop, WhatTheErrorHandlerHoldsMayOutliveTheQueue) {
  EventLoop loop;
  auto timer = std::make_shared<ScopedTimer>(loop.schedule_after(1ms, [] {}));
  loop.set_error_handler([timer = std::move(timer)](const FailedCallback&) {});
}

// ---- clocks ----------------------------------------------------------------------------------------------------

TEST(Clock, ReadsTheInnermostLoopOfTheThread) {
  EXPECT_THROW(Clock::now(), NoCurrentLoop);
  EXPECT_THROW(WallClock::now(), NoCurrentLoop);
  auto outer = std::make_unique<EventLoop>(LoopOptions{.start = 1s});
  EXPECT_EQ(Clock::now(), TimePoint(1s));
  {
    const EventLoop inner({.start = 2s, .epoch = WallTime(5s)});
    EXPECT_EQ(Clock::now(), TimePoint(2s));
    EXPECT_EQ(WallClock::now(), WallTime(5s));
  }
  outer->advance_by(1s);
  EXPECT_EQ(Clock::now(), TimePoint(2s));
  const EventLoop later({.start = 9s});
  outer.reset();  // not the innermost
  EXPECT_EQ(Clock::now(), TimePoint(9s));
}

static_assert(std::chrono::is_clock_v<Clock> && std::chrono::is_clock_v<WallClock>);

}  // namespace
}  // namespace vtime::test
