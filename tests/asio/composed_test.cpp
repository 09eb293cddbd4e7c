// Composed operations and Asio's other ways of completing.
#include <future>
#include <memory>

#include "asio/fixture.hpp"

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using ComposedTest = AsioTest;

/// Waits `count` times for `period`.
struct Repeat {
  template <typename Self>
  void operator()(Self& self, error_code error = {}) {
    if (error || count-- == 0) return self.complete(error);
    timer->expires_after(period);
    timer->async_wait(std::move(self));
  }
  std::shared_ptr<steady_timer> timer;
  Duration period;
  int count;
};

template <typename Token>
auto async_repeat(Context& context, Duration period, int count, Token&& token) {
  return net::async_compose<Token, void(error_code)>(Repeat{std::make_shared<steady_timer>(context), period, count},
                                                     token, context);
}

TEST_F(ComposedTest, AComposedOperationTakesItsTime) {
  async_repeat(context, 1s, 3, noting("done"));
  context.run();
  EXPECT_THAT(log, ElementsAre("3s: done"));
}

TEST_F(ComposedTest, AComposedOperationCompletesInTheExecutorOfItsHandler) {
  auto strand = net::make_strand(context);
  async_repeat(context, 1s, 2, net::bind_executor(strand, [&](error_code) {
                 EXPECT_TRUE(strand.running_in_this_thread());
                 note("done");
               }));
  context.run();
  EXPECT_THAT(log, ElementsAre("2s: done"));
}

net::awaitable<void> repeat_in_coroutine(Context& context) {
  co_await async_repeat(context, 1s, 2, net::use_awaitable);
}

TEST_F(ComposedTest, ACoroutineAwaitsAComposedOperation) {
  net::co_spawn(context, repeat_in_coroutine(context), net::detached);
  context.run();
  EXPECT_EQ(loop.elapsed(), 2s);
}

TEST_F(ComposedTest, AnInitiatingFunctionOfOnesOwn) {
  steady_timer timer(context, 1s);
  const auto initiation = [&](auto&& handler) {
    timer.async_wait([handler = std::forward<decltype(handler)>(handler)](error_code error) mutable {
      std::move(handler)(error, 42);
    });
  };
  auto future = net::async_initiate<const net::use_future_t<>&, void(error_code, int)>(initiation, net::use_future);
  context.run();
  EXPECT_EQ(future.get(), 42);
}

TEST_F(ComposedTest, UseFutureIsReadyAfterTheRun) {
  steady_timer timer(context, 1s);
  std::future<void> done = timer.async_wait(net::use_future);
  context.run();
  done.get();
  EXPECT_EQ(loop.elapsed(), 1s);
}

TEST_F(ComposedTest, UseFutureHandsErrorsOn) {
  steady_timer timer(context, 1s);
  std::future<void> done = timer.async_wait(net::use_future);
  timer.cancel();
  context.run();
  EXPECT_ANY_THROW(done.get());
}

#if defined(VTIME_ASIO_HAS_SLOTS)

TEST_F(ComposedTest, ADeferredOperationBeginsWhenItIsLaunched) {
  steady_timer timer(context, 1s);
  auto wait = timer.async_wait(net::experimental::deferred);
  context.poll();
  std::move(wait)(noting("done"));
  context.restart();
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: done"));
}

#endif
#if defined(VTIME_ASIO_HAS_USE_PROMISE)

TEST_F(ComposedTest, APromiseHoldsTheResult) {
  steady_timer timer(context, 1s);
  auto promise = timer.async_wait(net::experimental::use_promise);
  std::move(promise)(noting("kept"));
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: kept"));
}

#endif

}  // namespace
}  // namespace vtime::asio
