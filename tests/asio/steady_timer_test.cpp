// Code that names Asio's own steady_timer and the standard library's steady clock runs in virtual time, unchanged. The
// build puts vtime/asio/steady_timer.hpp before everything else in this file.
#include "vtime/asio/steady_clock.hpp"

#include <chrono>
#include <functional>
#include <optional>

#include "asio/fixture.hpp"

/// Production code: knows nothing of vtime.
namespace production {

class Heartbeat {
 public:
  Heartbeat(const net::any_io_executor& executor, std::function<void()> beat)
      : timer_(executor), next_(std::chrono::steady_clock::now()), beat_(std::move(beat)) {}

  void start() {
    next_ += std::chrono::seconds(30);
    timer_.expires_at(next_);
    timer_.async_wait([this](auto error) {
      if (error) return;
      beat_();
      start();
    });
  }
  void stop() { timer_.cancel(); }

 private:
  net::steady_timer timer_;
  std::chrono::steady_clock::time_point next_;
  std::function<void()> beat_;
};

net::awaitable<std::chrono::steady_clock::duration> nap() {
  const auto begin = std::chrono::steady_clock::now();
  net::steady_timer timer(co_await net::this_coro::executor, std::chrono::hours(8));
  co_await timer.async_wait(net::use_awaitable);
  co_return std::chrono::steady_clock::now() - begin;
}

}  // namespace production

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using SteadyTimerTest = AsioTest;
using ConcreteTimer =
    net::basic_waitable_timer<std::chrono::steady_clock, net::wait_traits<std::chrono::steady_clock>, Executor>;

TEST_F(SteadyTimerTest, ProductionCodeRunsUnchanged) {
  production::Heartbeat heartbeat(context.get_executor(), saying("beat"));
  heartbeat.start();
  loop.advance_by(95s);
  heartbeat.stop();
  context.run();
  EXPECT_THAT(log, ElementsAre("30s: beat", "1m0s: beat", "1m30s: beat"));
}

TEST_F(SteadyTimerTest, CoroutinesReadTheVirtualClock) {
  std::chrono::steady_clock::duration slept{};
  net::co_spawn(context, production::nap(),
                [&](std::exception_ptr, std::chrono::steady_clock::duration given) { slept = given; });
  context.run();
  EXPECT_EQ(slept, 8h);
}

TEST_F(SteadyTimerTest, KnowsByItsContextWhetherItIsVirtual) {
  net::io_context real;
  EXPECT_TRUE(net::steady_timer(context).is_virtual());
  EXPECT_TRUE(net::steady_timer(net::make_strand(context)).is_virtual());
  EXPECT_FALSE(net::steady_timer(real).is_virtual());
}

TEST_F(SteadyTimerTest, OnARealContextItIsAsiosOwn) {
  net::io_context real;
  net::steady_timer timer(real, -1s);
  timer.async_wait(noting("expired"));
  real.run();
  timer.expires_after(24h);
  timer.async_wait(noting("wait"));
  EXPECT_EQ(timer.cancel(), 1U);
  timer.async_wait(noting("wait"));
  EXPECT_EQ(timer.cancel_one(), 1U);
  real.restart();
  real.run();
  EXPECT_THAT(log, ElementsAre("0s: expired", "0s: wait" + aborted(), "0s: wait" + aborted()));
}

TEST_F(SteadyTimerTest, MovesAndConverts) {
  ConcreteTimer concrete(context, 1s);
  concrete.async_wait(noting("concrete"));
  net::steady_timer timer(std::move(concrete));
  net::steady_timer other(context, 2s);
  other.async_wait(noting("other"));
  other = std::move(timer);
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: other" + aborted(), "1s: concrete"));
}

TEST_F(SteadyTimerTest, ABlockingWaitMovesTheVirtualClock) {
  net::steady_timer timer(context, 1h);
  timer.wait();
  EXPECT_EQ(loop.elapsed(), 1h);
  EXPECT_EQ(std::chrono::steady_clock::now(), timer.expiry());
}

TEST_F(SteadyTimerTest, ANewExpiryEndsTheWaits) {
  net::steady_timer timer(context, 1s);
  timer.async_wait(noting("wait"));
  EXPECT_EQ(timer.expires_after(2s), 1U);
  EXPECT_EQ(timer.expires_at(std::chrono::steady_clock::now() + 3s), 0U);
  timer.async_wait(noting("wait"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: wait" + aborted(), "3s: wait"));
}

TEST(SteadyClock, IsVirtualWhileALoopLives) {
  const auto before = std::chrono::steady_clock::now();
  {
    const EventLoop loop({.start = 5s});
    EXPECT_EQ(std::chrono::steady_clock::now().time_since_epoch(), 5s);
  }
  EXPECT_GE(std::chrono::steady_clock::now(), before);
}

}  // namespace
}  // namespace vtime::asio
