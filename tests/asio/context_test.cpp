// A Context is driven as an io_context is, or by its loop.
#include <stdexcept>

#include "asio/fixture.hpp"

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ContextTest = AsioTest;

TEST_F(ContextTest, RunCallsHandlersInTheOrderOfPostingAndCountsThem) {
  net::post(context, saying("a"));
  net::post(context, saying("b"));
  EXPECT_EQ(context.run(), 2U);
  EXPECT_THAT(log, ElementsAre("0s: a", "0s: b"));
}

TEST_F(ContextTest, RunWithoutWorkReturnsAtOnceAndStops) {
  EXPECT_EQ(context.run(), 0U);
  EXPECT_TRUE(context.stopped());
}

TEST_F(ContextTest, ARunThatHasEndedMustBeRestarted) {
  context.run();
  net::post(context, saying("a"));
  EXPECT_EQ(context.run(), 0U);
  context.restart();
  EXPECT_EQ(context.run(), 1U);
}

TEST_F(ContextTest, RunOneCallsOneHandler) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("timer"));
  net::post(context, saying("a"));
  EXPECT_EQ(context.run_one(), 1U);
  EXPECT_THAT(log, ElementsAre("0s: a"));
  EXPECT_EQ(context.run_one(), 1U);
  EXPECT_THAT(log, ElementsAre("0s: a", "1s: timer"));
  EXPECT_EQ(context.run_one(), 0U);
}

TEST_F(ContextTest, PollCallsWhatIsReadyAndLeavesTheClock) {
  steady_timer later(context, 1s);
  steady_timer now(context, 0s);
  later.async_wait(noting("later"));
  now.async_wait(noting("now"));
  net::post(context, [this] { net::post(context, saying("nested")); });
  EXPECT_EQ(context.poll(), 3U);
  EXPECT_THAT(log, ElementsAre("0s: now", "0s: nested"));
  EXPECT_FALSE(context.stopped());
}

TEST_F(ContextTest, PollOneCallsOneHandlerThatIsReady) {
  net::post(context, saying("a"));
  net::post(context, saying("b"));
  EXPECT_EQ(context.poll_one(), 1U);
  EXPECT_EQ(context.poll_one(), 1U);
  EXPECT_EQ(context.poll_one(), 0U);
}

TEST_F(ContextTest, RunForEndsAtItsTimeEndIncluded) {
  steady_timer timer(context);
  std::function<void(error_code)> beat = [&](error_code) {
    note("beat");
    timer.expires_at(timer.expiry() + 1s);
    timer.async_wait(beat);
  };
  timer.expires_after(1s);
  timer.async_wait(beat);
  EXPECT_EQ(context.run_for(3s), 3U);
  EXPECT_THAT(log, ElementsAre("1s: beat", "2s: beat", "3s: beat"));
  EXPECT_EQ(loop.elapsed(), 3s);
}

TEST_F(ContextTest, RunForWaitsOutItsTimeWhileWorkIsOutstanding) {
  const auto work = net::make_work_guard(context);
  EXPECT_EQ(context.run_for(3s), 0U);
  EXPECT_EQ(loop.elapsed(), 3s);
}

TEST_F(ContextTest, RunUntilTakesAPointOfVirtualTime) {
  const auto work = net::make_work_guard(context);
  context.run_until(Clock::now() + 2s);
  EXPECT_EQ(loop.elapsed(), 2s);
}

TEST_F(ContextTest, TheLoopMayBeDrivenInsteadAsOftenAsOneLikes) {
  net::post(context, saying("a"));
  loop.run_until_idle();
  steady_timer timer(context, 1s);
  timer.async_wait(noting("timer"));
  loop.advance_by(1s);
  net::post(context, saying("b"));
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("0s: a", "1s: timer", "1s: b"));
}

TEST_F(ContextTest, OtherCallbacksOfTheLoopRunAmongTheHandlers) {
  net::post(context, saying("handler"));
  loop.post(saying("callback"));
  net::post(context, saying("handler"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: handler", "0s: callback", "0s: handler"));
}

TEST_F(ContextTest, StopHoldsHandlersBackUntilRestart) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("timer"));
  net::post(context, [this] { context.stop(); });
  net::post(context, saying("a"));
  EXPECT_EQ(context.run(), 1U);
  net::post(context, saying("b"));
  loop.advance_by(5s);
  EXPECT_THAT(log, IsEmpty());
  EXPECT_EQ(context.run(), 0U);
  context.restart();
  EXPECT_EQ(context.run(), 3U);
  EXPECT_THAT(log, ElementsAre("5s: a", "5s: b", "5s: timer"));
}

TEST_F(ContextTest, AnExceptionLeavesRunAndTheNextRunGoesOn) {
  net::post(context, [] { throw std::runtime_error("oops"); });
  net::post(context, saying("after"));
  EXPECT_THROW(context.run(), std::runtime_error);
  EXPECT_EQ(context.run(), 1U);
  EXPECT_THAT(log, ElementsAre("0s: after"));
}

TEST_F(ContextTest, WhatThrowsWithinDispatchIsReportedAfterTheHandler) {
  net::post(context, [this] {
    net::dispatch(context, [] { throw std::runtime_error("oops"); });
    note("after dispatch");
  });
  EXPECT_THROW(context.run(), std::runtime_error);
  EXPECT_THAT(log, ElementsAre("0s: after dispatch"));
}

TEST_F(ContextTest, RunFromWithinAHandlerIsRefused) {
  net::post(context, [this] { context.run(); });
  EXPECT_THROW(context.run(), ReentrantDrive);
}

TEST_F(ContextTest, TakesTheCurrentLoopOrSaysThatThereIsNone) {
  EXPECT_EQ(&Context().loop(), &loop);
  std::thread([] { EXPECT_THROW(Context(), NoCurrentLoop); }).join();
}

TEST_F(ContextTest, ManyContextsMayLiveOnOneLoop) {
  Context other(loop);
  net::post(context, [&] { net::post(other, saying("other")); });
  context.run();
  other.run();
  EXPECT_THAT(log, ElementsAre("0s: other"));
}

TEST_F(ContextTest, RunAwayHandlersAreStopped) {
  loop.set_limits({.callbacks = 1000});
  std::function<void()> again = [&] { net::post(context, again); };
  again();
  EXPECT_THROW(context.run(), RunawayError);
}

}  // namespace
}  // namespace vtime::asio
