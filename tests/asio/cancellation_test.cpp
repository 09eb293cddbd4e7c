// Cancellation slots and parallel groups; the older Asio has none.
#include "asio/fixture.hpp"

#if defined(VTIME_ASIO_HAS_SLOTS)

#include <array>
#include <memory>

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using CancellationTest = AsioTest;

TEST_F(CancellationTest, ASlotEndsItsOwnWaitOnly) {
  steady_timer timer(context, 5s);
  net::cancellation_signal signal;
  timer.async_wait(noting("a"));
  timer.async_wait(net::bind_cancellation_slot(signal.slot(), noting("b")));
  loop.schedule_after(1s, [&] { signal.emit(net::cancellation_type::total); });
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: b" + aborted(), "5s: a"));
}

TEST_F(CancellationTest, ASignalAfterTheEndDoesNothing) {
  auto timer = std::make_unique<steady_timer>(context, 1s);
  net::cancellation_signal signal;
  timer->async_wait(net::bind_cancellation_slot(signal.slot(), noting("a")));
  context.run();
  signal.emit(net::cancellation_type::terminal);
  timer.reset();
  signal.emit(net::cancellation_type::terminal);
  EXPECT_THAT(log, ElementsAre("1s: a"));
}

TEST_F(CancellationTest, ATimerWhoseOnlyWaitIsCancelledIsNoLongerPending) {
  steady_timer timer(context, 5s);
  net::cancellation_signal signal;
  timer.async_wait(net::bind_cancellation_slot(signal.slot(), noting("a")));
  signal.emit(net::cancellation_type::partial);
  context.run();
  EXPECT_EQ(loop.elapsed(), 0s);
}

TEST_F(CancellationTest, AParallelGroupWaitsForOneAndCancelsTheOthers) {
  steady_timer first(context, 1s);
  steady_timer second(context, 2s);
  net::experimental::make_parallel_group([&](auto token) { return first.async_wait(token); },
                                         [&](auto token) { return second.async_wait(token); })
      .async_wait(net::experimental::wait_for_one(),
                  [this](std::array<std::size_t, 2> order, error_code one, error_code two) {
                    EXPECT_EQ(order[0], 0U);
                    EXPECT_FALSE(one);
                    EXPECT_EQ(two, net::error::operation_aborted);
                    note("done");
                  });
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: done"));
}

TEST_F(CancellationTest, AParallelGroupWaitsForAll) {
  steady_timer first(context, 2s);
  steady_timer second(context, 1s);
  net::experimental::make_parallel_group([&](auto token) { return first.async_wait(token); },
                                         [&](auto token) { return second.async_wait(token); })
      .async_wait(net::experimental::wait_for_all(), [this](std::array<std::size_t, 2> order, error_code, error_code) {
        EXPECT_EQ(order[0], 1U);
        note("done");
      });
  context.run();
  EXPECT_THAT(log, ElementsAre("2s: done"));
}

TEST_F(CancellationTest, ACoroutineIsCancelledAtItsAwait) {
  net::cancellation_signal signal;
  net::co_spawn(
      context,
      [](AsioTest*) -> net::awaitable<void> {
        steady_timer timer(co_await net::this_coro::executor, 5s);
        co_await timer.async_wait(net::use_awaitable);
      }(this),
      net::bind_cancellation_slot(signal.slot(),
                                  [this](std::exception_ptr error) { note(error ? "cancelled" : "done"); }));
  loop.schedule_after(1s, [&] { signal.emit(net::cancellation_type::terminal); });
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: cancelled"));
}

}  // namespace
}  // namespace vtime::asio

#endif
