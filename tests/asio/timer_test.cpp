// Timers keep Asio's public behaviour, in virtual time.
#include <string>
#include <utility>

#include "asio/fixture.hpp"

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using TimerTest = AsioTest;

using ConcreteTimer = net::basic_waitable_timer<Clock, net::wait_traits<Clock>, Executor>;

TEST_F(TimerTest, AHandlerSeesItsDeadlineAsNow) {
  steady_timer timer(context, 5s);
  timer.async_wait([&](error_code error) {
    EXPECT_FALSE(error);
    EXPECT_EQ(Clock::now(), timer.expiry());
  });
  EXPECT_EQ(context.run(), 1U);
  EXPECT_EQ(loop.elapsed(), 5s);
}

TEST_F(TimerTest, EqualDeadlinesExpireInTheOrderOfWaiting) {
  std::vector<steady_timer> timers;
  for (int i = 0; i < 10; ++i) timers.emplace_back(context, 1s);
  std::string order;
  for (int i = 0; i < 10; ++i) {
    timers[static_cast<std::size_t>(i)].async_wait([&order, i](error_code) { order += std::to_string(i); });
  }
  context.run();
  EXPECT_EQ(order, "0123456789");
}

TEST_F(TimerTest, AllTimersOfAnInstantExpireBeforeAHandlerRuns) {
  steady_timer first(context, 1s);
  steady_timer second(context, 1s);
  first.async_wait([&](error_code) { EXPECT_EQ(second.cancel(), 0U); });
  second.async_wait(noting("second"));
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: second"));
}

TEST_F(TimerTest, WaitsOfOneTimerEndInTheirOrder) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("a"));
  timer.async_wait(noting("b"));
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: a", "1s: b"));
}

TEST_F(TimerTest, CancelEndsAllWaitsThroughTheLoop) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("a"));
  timer.async_wait(noting("b"));
  EXPECT_EQ(timer.cancel(), 2U);
  EXPECT_THAT(log, IsEmpty());
  EXPECT_EQ(timer.cancel(), 0U);
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: a" + aborted(), "0s: b" + aborted()));
}

TEST_F(TimerTest, CancelOneEndsTheFirstWait) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("a"));
  timer.async_wait(noting("b"));
  EXPECT_EQ(timer.cancel_one(), 1U);
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: a" + aborted(), "1s: b"));
}

TEST_F(TimerTest, ANewExpiryEndsTheWaits) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("a"));
  EXPECT_EQ(timer.expires_after(3s), 1U);
  timer.async_wait(noting("b"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: a" + aborted(), "3s: b"));
}

TEST_F(TimerTest, APastExpiryIsAsGoodAsNow) {
  loop.advance_by(10s);
  steady_timer timer(context, Clock::now() - 5s);
  timer.async_wait(noting("past"));
  timer.async_wait(noting("past"));
  steady_timer negative(context, -1s);
  negative.async_wait(noting("negative"));
  context.run();
  EXPECT_THAT(log, ElementsAre("10s: past", "10s: past", "10s: negative"));
}

TEST_F(TimerTest, AWaitWithoutAnExpiryEndsAtOnce) {
  steady_timer timer(context);
  timer.async_wait(noting("at once"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: at once"));
}

TEST_F(TimerTest, TheGreatestTimeNeverComes) {
  steady_timer never(context, TimePoint::max());
  never.async_wait(noting("never"));
  steady_timer beyond(context);
  beyond.expires_after(Duration::max());
  EXPECT_EQ(beyond.expiry(), TimePoint::max());
  steady_timer timer(context, 1s);
  timer.async_wait([&](error_code) { never.cancel(); });
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: never" + aborted()));
}

TEST_F(TimerTest, ADestroyedTimerEndsItsWaits) {
  {
    steady_timer timer(context, 1s);
    timer.async_wait(noting("a"));
  }
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: a" + aborted()));
}

TEST_F(TimerTest, AMovedTimerTakesItsWaitsAlong) {
  steady_timer from(context, 1s);
  from.async_wait(noting("a"));
  steady_timer to(std::move(from));
  EXPECT_EQ(from.cancel(), 0U);  // NOLINT: it is as if it had just been made
  from.expires_after(2s);
  from.async_wait(noting("b"));
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: a", "2s: b"));
  steady_timer other(context, 5s);
  other.async_wait(noting("other"));
  other = std::move(to);
  context.restart();
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: a", "2s: b", "2s: other" + aborted()));
}

TEST_F(TimerTest, WorksWithTheConcreteExecutorAndConverts) {
  ConcreteTimer concrete(context, 1s);
  concrete.async_wait(noting("concrete"));
  steady_timer general(std::move(concrete));
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: concrete"));
  static_assert(std::is_same_v<steady_timer::rebind_executor<Executor>::other, ConcreteTimer>);
}

TEST_F(TimerTest, ABlockingWaitMakesOthersLate) {
  steady_timer timer(context, 1s);
  timer.async_wait(noting("late"));
  steady_timer blocking(context, 3s);
  net::post(context, [&] {
    blocking.wait();
    note("waited");
  });
  context.run();
  EXPECT_THAT(log, ElementsAre("3s: waited", "3s: late"));
}

TEST_F(TimerTest, ABlockingWaitForNeverIsRefused) {
  steady_timer timer(context, TimePoint::max());
  EXPECT_THROW(timer.wait(), Stalled);
}

TEST_F(TimerTest, APendingWaitIsListedWithItsPlace) {
  steady_timer timer(context, 1s);
  const int line = __LINE__ + 1;
  timer.async_wait(noting("a"));
  const auto pending = loop.pending();
  ASSERT_EQ(pending.size(), 1U);
  EXPECT_EQ(pending[0].place.line, static_cast<std::uint32_t>(line));
  EXPECT_EQ(pending[0].due, timer.expiry());
}

TEST_F(TimerTest, OnAContextOfRealTimeIsRefused) {
  net::io_context real;
  EXPECT_THROW(steady_timer timer(real), ForeignContext);
}

TEST_F(TimerTest, AHandlerMayRearmAndDestroyItsTimer) {
  auto timer = std::make_unique<steady_timer>(context, 1s);
  timer->async_wait([&](error_code) {
    timer->expires_after(1s);
    timer->async_wait([&](error_code) { timer.reset(); });
  });
  EXPECT_EQ(context.run(), 2U);
  EXPECT_EQ(loop.elapsed(), 2s);
}

}  // namespace
}  // namespace vtime::asio
