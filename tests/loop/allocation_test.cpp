// Captures of up to 48 bytes are scheduled, called and cancelled without an allocation once the queue has grown.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <utility>

#include "loop/allocations.hpp"
#include "vtime/callback.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;

constexpr int rounds_before = 10;

/// How often `work` allocates when it is done once more, after it has been done so often that the queue has grown: how
/// many blocks of keys it needs depends on where in time the work begins.
template <typename Work>
std::size_t allocations_of(Work work) {
  for (int i = 0; i < rounds_before; ++i) work();
  const std::size_t before = allocations();
  work();
  return allocations() - before;
}

/// A callable of exactly `size` bytes.
template <std::size_t size>
auto callable_of(int& calls) {
  struct Callable {
    int* calls;
    std::array<char, size - sizeof(int*)> rest;
    void operator()() const { ++*calls; }
  };
  static_assert(sizeof(Callable) == size);
  return Callable{&calls, {}};
}

TEST(Allocation, NoneForACallbackOf48BytesOneForALargerOne) {
  int calls = 0;
  EXPECT_EQ(allocations_of([&] {
              Callback small = callable_of<48>(calls);
              Callback moved = std::move(small);
              moved();
            }),
            0u);
  EXPECT_EQ(allocations_of([&] {
              Callback large = callable_of<56>(calls);
              Callback moved = std::move(large);
              moved();
            }),
            1u);
}

TEST(Allocation, NoneForACaptureOf48Bytes) {
  EventLoop loop;
  int calls = 0;
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 1000; ++i) loop.schedule_after(i * 1ms, callable_of<48>(calls));
              loop.run_until_idle();
            }),
            0u);
  EXPECT_EQ(calls, (rounds_before + 1) * 1000);
}

TEST(Allocation, NoneForACaptureThatCanOnlyBeMoved) {
  EventLoop loop;
  auto owned = std::make_unique<int>();
  EXPECT_EQ(allocations_of([&] {
              loop.post([&, moved = std::move(owned)]() mutable { owned = std::move(moved); });
              loop.run_until_idle();
            }),
            0u);
  EXPECT_NE(owned, nullptr);
}

TEST(Allocation, NoneForPostsMicrotasksAndCancelledTimers) {
  EventLoop loop;
  int calls = 0;
  EXPECT_EQ(allocations_of([&] {
              for (int i = 0; i < 100; ++i) {
                loop.post(callable_of<48>(calls));
                loop.queue_microtask(callable_of<48>(calls));
                EXPECT_TRUE(loop.schedule_after(1h, callable_of<48>(calls)).cancel());
              }
              loop.run_until_idle();
            }),
            0u);
}

TEST(Allocation, NoneForTheBeatsOfAnInterval) {
  EventLoop loop;
  int calls = 0;
  loop.schedule_every(1ms, callable_of<48>(calls));
  EXPECT_EQ(allocations_of([&] { loop.advance_by(1s); }), 0u);
  EXPECT_EQ(calls, (rounds_before + 1) * 1000);
}

TEST(Allocation, NoneForTimersThatAreArmedAndCancelledForEver) {
  EventLoop loop;
  Timer timeout;
  const auto churn = [&](int rounds) {
    for (int i = 0; i < rounds; ++i) {
      timeout.cancel();
      timeout = loop.schedule_after(30s, [] {});
    }
  };
  churn(10'000);
  const std::size_t before = allocations();
  churn(100'000);
  EXPECT_EQ(allocations(), before);  // the keys of cancelled timers do not pile up
}

TEST(Allocation, OneForALargerCapture) {
  EventLoop loop;
  int calls = 0;
  EXPECT_EQ(allocations_of([&] {
              loop.post(callable_of<56>(calls));
              loop.run_until_idle();
            }),
            1u);
}

}  // namespace
}  // namespace vtime::test
