// A context that ends with work outstanding leaves nothing behind; sanitizers watch.
#include <memory>
#include <optional>

#include "asio/fixture.hpp"

namespace vtime::asio {
namespace {

class ShutdownTest : public ::testing::Test {
 protected:
  EventLoop loop;
  std::optional<Context> context{std::in_place, loop};
  std::shared_ptr<int> owned = std::make_shared<int>(0);
};

TEST_F(ShutdownTest, DestroysPostedHandlers) {
  net::post(*context, [held = owned] {});
  net::post(*context, [held = owned, this] { net::defer(*context, [held] {}); });
  loop.step();
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST_F(ShutdownTest, DestroysHandlersThatOwnTheirTimer) {
  auto timer = std::make_shared<steady_timer>(*context, std::chrono::seconds(1));
  timer->async_wait([timer, held = owned](error_code) {});
  timer.reset();
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST_F(ShutdownTest, DestroysHandlersHeldBackByStop) {
  net::post(*context, [held = owned] {});
  context->stop();
  loop.run_until_idle();
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
}

net::awaitable<void> wait_for_ever(std::shared_ptr<int> held) {
  steady_timer timer(co_await net::this_coro::executor, TimePoint::max());
  co_await timer.async_wait(net::use_awaitable);
  *held = 1;
}

TEST_F(ShutdownTest, DestroysSuspendedCoroutines) {
  net::co_spawn(*context, wait_for_ever(owned), net::detached);
  net::co_spawn(net::make_strand(*context), wait_for_ever(owned), net::detached);
  loop.run_until_idle();
  EXPECT_EQ(owned.use_count(), 3);
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
}

TEST_F(ShutdownTest, DestroysCoroutinesThatHaveNotBegun) {
  net::co_spawn(*context, wait_for_ever(owned), net::detached);
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
}

TEST_F(ShutdownTest, ATimerMayEndAfterItsContext) {
  steady_timer timer(*context, std::chrono::seconds(1));
  timer.async_wait([held = owned](error_code) {});
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
}

TEST_F(ShutdownTest, ADestructorMayBeginAnotherWait) {
  struct Restless {
    Restless(Context& its_context, std::shared_ptr<int> what) : context(&its_context), held(std::move(what)) {}
    Restless(Restless&& other) noexcept : context(std::exchange(other.context, nullptr)), held(other.held) {}
    ~Restless() {
      if (context != nullptr) net::post(*context, [kept = held] {});
    }
    void operator()() {}
    Context* context;
    std::shared_ptr<int> held;
  };
  net::post(*context, Restless(*context, owned));
  context.reset();
  EXPECT_EQ(owned.use_count(), 1);
}

}  // namespace
}  // namespace vtime::asio
