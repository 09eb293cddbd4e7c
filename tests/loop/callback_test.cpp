#include "vtime/callback.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>

#include "vtime/event_loop.hpp"

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

// Counts what the tests below allocate.
void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;  // NOLINT
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }               // NOLINT
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }  // NOLINT

namespace vtime::test {
namespace {

using namespace std::chrono_literals;

template <std::size_t Size>
struct Sized {
  std::array<unsigned char, Size> bytes{};
  void operator()() { ++bytes[0]; }
};

TEST(Callback, OwnsWhatCanOnlyBeMoved) {
  int seen = 0;
  Callback callback = [&seen, value = std::make_unique<int>(5)] { seen = *value; };
  Callback moved = std::move(callback);
  EXPECT_FALSE(callback);  // NOLINT(bugprone-use-after-move): that is what is tested
  EXPECT_TRUE(moved);
  moved();
  EXPECT_EQ(seen, 5);
}

TEST(Callback, MayBeCalledMoreThanOnceAndKeepsItsState) {
  int last = 0;
  Callback callback = [&last, count = 0]() mutable { last = ++count; };
  callback();
  callback();
  EXPECT_EQ(last, 2);
}

TEST(Callback, UpTo48BytesAllocateNothing) {
  const std::size_t before = allocations;
  Callback small = Sized<48>();
  Callback moved = std::move(small);
  moved();
  EXPECT_EQ(allocations, before);
  Callback large = Sized<49>();
  EXPECT_EQ(allocations, before + 1);
  Callback moved_large = std::move(large);
  moved_large();
  EXPECT_EQ(allocations, before + 1);
}

TEST(Callback, DestroysItsCallableOnce) {
  const auto counter = std::make_shared<int>(0);
  {
    Callback callback = [counter] {};
    Callback big = [counter, padding = std::array<char, 64>()] { static_cast<void>(padding); };
    EXPECT_EQ(counter.use_count(), 3);
    callback = std::move(big);
    EXPECT_EQ(counter.use_count(), 2);
    callback.reset();
    EXPECT_EQ(counter.use_count(), 1);
  }
  EXPECT_EQ(counter.use_count(), 1);
}

TEST(Callback, IsEmptyWhenMadeFromNothing) {
  EXPECT_FALSE(Callback());
  EXPECT_FALSE(Callback(std::function<void()>()));
  EXPECT_FALSE(Callback(static_cast<void (*)()>(nullptr)));
  EXPECT_TRUE(Callback(std::function<void()>([] {})));
}

TEST(EventLoop, SchedulesAndRunsWithoutAllocatingOnceItHasGrown) {
  EventLoop loop;
  const auto round = [&] {
    for (int i = 0; i < 100; ++i) {
      loop.schedule_after(Duration(i), Sized<48>());
      loop.queue_microtask(Sized<48>());
    }
    loop.run_until_idle();
  };
  round();
  const std::size_t before = allocations;
  round();
  EXPECT_EQ(allocations, before);
}

TEST(EventLoop, MemoryIsBoundedByTheLiveTimers) {
  EventLoop loop;
  Timer timeout;
  const auto churn = [&](int rounds) {
    for (int i = 0; i < rounds; ++i) {
      timeout.cancel();
      timeout = loop.schedule_after(30s, [] {});
    }
  };
  churn(10'000);
  const std::size_t before = allocations;
  churn(100'000);
  EXPECT_EQ(allocations, before);  // the keys of cancelled timers do not pile up
}

}  // namespace
}  // namespace vtime::test
