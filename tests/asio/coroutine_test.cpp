// Asio's coroutines run in virtual time.
#include <stdexcept>
#include <variant>

#include "asio/fixture.hpp"
#include "vtime/current_loop.hpp"

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using CoroutineTest = AsioTest;

net::awaitable<int> answer_after(Duration delay, int answer) {
  steady_timer timer(co_await net::this_coro::executor, delay);
  co_await timer.async_wait(net::use_awaitable);
  co_return answer;
}

net::awaitable<void> fail_after(Duration delay) {
  steady_timer timer(co_await net::this_coro::executor, delay);
  co_await timer.async_wait(net::use_awaitable);
  throw std::runtime_error("failed");
}

TEST_F(CoroutineTest, WaitsInVirtualTime) {
  int answer = 0;
  net::co_spawn(context, answer_after(24h, 42), [&](std::exception_ptr, int given) { answer = given; });
  context.run();
  EXPECT_EQ(answer, 42);
  EXPECT_EQ(loop.elapsed(), 24h);
}

TEST_F(CoroutineTest, AnExceptionOfADetachedOneIsLeftToItsHandler) {
  std::exception_ptr caught;
  net::co_spawn(context, fail_after(1s), [&](std::exception_ptr error) { caught = error; });
  context.run();
  EXPECT_THROW(std::rethrow_exception(caught), std::runtime_error);
}

net::awaitable<void> three_times(std::vector<Duration>* times) {
  steady_timer timer(co_await net::this_coro::executor);
  for (int i = 0; i < 3; ++i) {
    timer.expires_after(100ms);
    co_await timer.async_wait(net::use_awaitable);
    times->push_back(current_loop()->elapsed());
  }
}

TEST_F(CoroutineTest, LoopsAndReadsTheClock) {
  std::vector<Duration> times;
  net::co_spawn(net::make_strand(context), three_times(&times), net::detached);
  context.run();
  EXPECT_THAT(times, ElementsAre(100ms, 200ms, 300ms));
}

#if defined(VTIME_ASIO_HAS_SLOTS)

using namespace net::experimental::awaitable_operators;  // NOLINT: this is how Asio's operators are used

net::awaitable<void> race(std::size_t* winner) {
  const auto result = co_await (answer_after(1s, 1) || answer_after(2s, 2));
  *winner = result.index();
}

TEST_F(CoroutineTest, OrTakesTheFirstAndCancelsTheOther) {
  std::size_t winner = 9;
  net::co_spawn(context, race(&winner), net::detached);
  context.run();
  EXPECT_EQ(winner, 0U);
  EXPECT_EQ(loop.elapsed(), 1s);
  EXPECT_EQ(loop.pending_count(), 0U);
}

net::awaitable<void> both(int* sum) {
  const auto [first, second] = co_await (answer_after(1s, 1) && answer_after(2s, 2));
  *sum = first + second;
}

TEST_F(CoroutineTest, AndWaitsForBoth) {
  int sum = 0;
  net::co_spawn(context, both(&sum), net::detached);
  context.run();
  EXPECT_EQ(sum, 3);
  EXPECT_EQ(loop.elapsed(), 2s);
}

net::awaitable<void> time_out(bool* timed_out) {
  steady_timer deadline(co_await net::this_coro::executor, 500ms);
  const auto result = co_await (answer_after(10s, 1) || deadline.async_wait(net::use_awaitable));
  *timed_out = result.index() == 1;
}

TEST_F(CoroutineTest, AnAwaitableOrATimerIsATimeOut) {
  bool timed_out = false;
  net::co_spawn(context, time_out(&timed_out), net::detached);
  context.run();
  EXPECT_TRUE(timed_out);
  EXPECT_EQ(loop.elapsed(), 500ms);
}

using Channel = net::experimental::channel<void(error_code, int)>;

net::awaitable<void> produce(Channel& channel) {
  steady_timer timer(co_await net::this_coro::executor);
  for (int i = 1; i <= 3; ++i) {
    timer.expires_after(1s);
    co_await timer.async_wait(net::use_awaitable);
    co_await channel.async_send(error_code(), i, net::use_awaitable);
  }
  channel.close();
}

net::awaitable<void> consume(Channel& channel, std::vector<int>* got) {
  try {
    for (;;) got->push_back(co_await channel.async_receive(net::use_awaitable));
  } catch (const std::exception&) {
    got->push_back(-1);
  }
}

TEST_F(CoroutineTest, ChannelsPassValues) {
  Channel channel(context.get_executor(), 1);
  std::vector<int> got;
  net::co_spawn(context, produce(channel), net::detached);
  net::co_spawn(context, consume(channel, &got), net::detached);
  context.run();
  EXPECT_THAT(got, ElementsAre(1, 2, 3, -1));
  EXPECT_EQ(loop.elapsed(), 3s);
}

#endif

}  // namespace
}  // namespace vtime::asio
