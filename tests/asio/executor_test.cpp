// Executors have the properties of an io_context's, and handlers run through theirs.
#include <memory>
#include <string>

#include "asio/fixture.hpp"

namespace vtime::asio {
namespace {

using ::testing::ElementsAre;
using ExecutorTest = AsioTest;

static_assert(net::execution::is_executor<Executor>::value);
static_assert(std::is_convertible_v<Executor, net::any_io_executor>);
static_assert(std::is_convertible_v<net::strand<Executor>, net::any_io_executor>);

TEST_F(ExecutorTest, DispatchRunsAtOnceWithinAHandlerAndInTurnOutside) {
  net::dispatch(context, [this] {
    note("outer");
    net::dispatch(context, saying("inner"));
    note("end");
  });
  EXPECT_TRUE(log.empty());
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: outer", "0s: inner", "0s: end"));
}

TEST_F(ExecutorTest, DeferComesBehindWhatTheHandlerPosts) {
  net::post(context, [this] {
    net::defer(context, saying("deferred"));
    net::post(context, saying("posted"));
  });
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: posted", "0s: deferred"));
}

TEST_F(ExecutorTest, WithAConcurrencyHintOfOneAllKeepTheirOrder) {
  Context one(loop, 1);
  net::post(one, [&] {
    net::defer(one, saying("deferred"));
    net::post(one, saying("posted"));
  });
  one.run();
  EXPECT_THAT(log, ElementsAre("0s: deferred", "0s: posted"));
}

TEST_F(ExecutorTest, PropertiesAreKeptAndAnswered) {
  const Executor plain = context.get_executor();
  EXPECT_EQ(&net::query(plain, net::execution::context), &context);
  EXPECT_EQ(net::query(plain, net::execution::mapping), net::execution::mapping.thread);
  const auto never = net::require(plain, net::execution::blocking.never);
  EXPECT_EQ(net::query(never, net::execution::blocking), net::execution::blocking.never);
  EXPECT_NE(never, plain);
  EXPECT_EQ(net::require(never, net::execution::blocking.possibly), plain);
  const auto continues = net::prefer(plain, net::execution::relationship.continuation);
  EXPECT_EQ(net::query(continues, net::execution::relationship), net::execution::relationship.continuation);
}

TEST_F(ExecutorTest, ATrackedExecutorIsWork) {
  auto tracked = std::make_unique<net::any_io_executor>(
      net::require(context.get_executor(), net::execution::outstanding_work.tracked));
  EXPECT_THROW(context.run(), Stalled);
  tracked.reset();
  context.restart();
  EXPECT_EQ(context.run(), 0U);
}

TEST_F(ExecutorTest, AnyIoExecutorDoesTheSame) {
  const net::any_io_executor any = context.get_executor();
  net::post(any, [&] {
    net::dispatch(any, saying("inner"));
    note("outer");
  });
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: inner", "0s: outer"));
}

TEST_F(ExecutorTest, AFunctionThatIsNamedIsCopied) {
  const auto shared = std::make_shared<int>(1);
  auto function = [shared] {};
  context.get_executor().execute(function);
  EXPECT_EQ(shared.use_count(), 3);
  context.run();
  EXPECT_EQ(shared.use_count(), 2);
}

TEST_F(ExecutorTest, FunctionsMayBeMoveOnly) {
  net::post(context, [this, text = std::make_unique<std::string>("moved")] { note(*text); });
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: moved"));
}

TEST_F(ExecutorTest, HandlersRunInTheirStrandOneAfterAnother) {
  auto strand = net::make_strand(context);
  bool inside = false;
  for (int i = 0; i < 3; ++i) {
    net::post(context, net::bind_executor(strand, [this, i, strand, &inside] {
                EXPECT_FALSE(std::exchange(inside, true));
                EXPECT_TRUE(strand.running_in_this_thread());
                net::post(strand, saying("second of " + std::to_string(i)));
                note("first of " + std::to_string(i));
                inside = false;
              }));
  }
  context.run();
  EXPECT_EQ(log.size(), 6U);
}

TEST_F(ExecutorTest, ATimersHandlerRunsInTheStrandItIsBoundTo) {
  auto strand = net::make_strand(context);
  steady_timer timer(context, 1s);
  timer.async_wait(net::bind_executor(strand, [this, strand](error_code) {
    EXPECT_TRUE(strand.running_in_this_thread());
    note("in the strand");
  }));
  net::basic_waitable_timer<Clock, net::wait_traits<Clock>, net::strand<Executor>> own(strand, 2s);
  own.async_wait([this, strand](error_code) {
    EXPECT_TRUE(strand.running_in_this_thread());
    note("in the timer's strand");
  });
  context.run();
  EXPECT_THAT(log, ElementsAre("1s: in the strand", "2s: in the timer's strand"));
}

/// Counts what it gives and takes back.
template <typename T>
struct CountingAllocator {
  using value_type = T;
  explicit CountingAllocator(int* live_blocks) : live(live_blocks) {}
  template <typename Other>
  CountingAllocator(const CountingAllocator<Other>& other) : live(other.live) {}  // NOLINT: allocators convert
  T* allocate(std::size_t count) {
    ++*live;
    return std::allocator<T>().allocate(count);
  }
  void deallocate(T* memory, std::size_t count) {
    --*live;
    std::allocator<T>().deallocate(memory, count);
  }
  template <typename Other>
  bool operator==(const CountingAllocator<Other>& other) const {
    return live == other.live;
  }
  template <typename Other>
  bool operator!=(const CountingAllocator<Other>& other) const {
    return live != other.live;
  }
  int* live;
};

struct AllocatingHandler {
  using allocator_type = CountingAllocator<void>;
  allocator_type get_allocator() const noexcept { return allocator_type(live); }
  template <typename... Arguments>
  void operator()(Arguments...) const {
    EXPECT_EQ(*live, 0) << "memory is given back before the handler is called";
    *called = true;
  }
  int* live;
  bool* called;
};

TEST_F(ExecutorTest, TheHandlersAllocatorIsUsedAndItsMemoryGivenBackBeforeTheCall) {
  int live = 0;
  bool called = false;
  net::post(context, AllocatingHandler{&live, &called});
  EXPECT_EQ(live, 1);
  context.run();
  EXPECT_TRUE(std::exchange(called, false));
  context.restart();
  steady_timer timer(context, 1s);
  timer.async_wait(AllocatingHandler{&live, &called});
  EXPECT_EQ(live, 1);
  context.run();
  EXPECT_TRUE(called);
}

}  // namespace
}  // namespace vtime::asio
