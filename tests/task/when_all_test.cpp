// when_all: all of them, or the first exception.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(WhenAll, GivesAllValuesWhenTheLastHasEnded) {
  EventLoop loop;
  Log log(loop);
  Event ready;
  ready.set();
  const auto values = loop.run(when_all(sleeper(log, 3s, "slow", 1), ready.wait(), sleeper(log, 1s, "fast", 2)));
  static_assert(std::is_same_v<decltype(values), const std::tuple<int, std::monostate, int>>);
  EXPECT_EQ(values, std::tuple(1, std::monostate(), 2));
  EXPECT_THAT(log.take(), ElementsAre("1s: fast", "3s: slow"));
}

TEST(WhenAll, OfTasksWithoutValuesGivesNothing) {
  EventLoop loop;
  static_assert(std::is_void_v<decltype(loop.run(when_all(sleep_for(1s), sleep_for(2s))))>);
  loop.run(when_all(sleep_for(1s), sleep_for(2s)));
  EXPECT_EQ(loop.elapsed(), 2s);
}

TEST(WhenAll, OfAVectorGivesAVector) {
  EventLoop loop;
  Log log(loop);
  std::vector<Task<int>> tasks;
  for (int i = 3; i > 0; --i) tasks.push_back(sleeper(log, std::chrono::seconds(i), "x", i));
  EXPECT_THAT(loop.run(when_all(std::move(tasks))), ElementsAre(3, 2, 1));
}

TEST(WhenAll, OfNoneIsDoneAtOnce) {
  EventLoop loop;
  EXPECT_THAT(loop.run(when_all(std::vector<Task<int>>())), IsEmpty());
  loop.run(when_all(std::vector<Task<void>>()));
}

TEST(WhenAll, TheFirstExceptionWinsAfterTheOthersWereCancelledAndJoined) {
  EventLoop loop;
  Log log(loop);
  EXPECT_THROW(
      {
        try {
          loop.run(when_all(sleeper(log, 5s, "sleeper"), failing(1s, "first"), slow_to_end(log, 2s, "slow")));
        } catch (const std::runtime_error& error) {
          EXPECT_STREQ(error.what(), "first");
          throw;
        }
      },
      std::runtime_error);
  EXPECT_EQ(loop.elapsed(), 3s);
  EXPECT_THAT(log.take(), ElementsAre("1s: sleeper cancelled", "3s: slow cleaned up"));
}

TEST(WhenAll, CancellingItCancelsAndJoinsAllOfThem) {
  EventLoop loop;
  Log log(loop);
  const auto all = spawn(loop, when_all(sleeper(log, 5s, "a"), slow_to_end(log, 2s, "b")));
  loop.run_ready();
  EXPECT_TRUE(all.cancel());
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a cancelled", "2s: b cleaned up"));
  EXPECT_THROW(all.get(), Cancelled);
}

Task<void> fails_in_cleanup() {
  try {
    co_await sleep_for(1h);
  } catch (const Cancelled&) {
    throw std::runtime_error("in cleanup");
  }
}

TEST(WhenAll, AFailureInTheCleanupOfACancelledBranchIsNotLost) {
  EventLoop loop;
  Log log(loop);
  const auto all = spawn(loop, when_all(sleeper(log, 5s, "a"), fails_in_cleanup()));
  loop.run_ready();
  all.cancel();
  loop.run_until_idle();
  EXPECT_THROW(all.get(), std::runtime_error);
}

TEST(WhenAll, CancelledBeforeItBeginsNothingBegins) {
  EventLoop loop;
  Log log(loop);
  const auto all = spawn(loop, when_all(sleeper(log, 0s, "a"), sleeper(log, 0s, "b")));
  all.cancel();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), IsEmpty());
}

TEST(WhenAll, Nests) {
  EventLoop loop;
  Log log(loop);
  const auto inner = [](Log& notes) -> Task<int> {
    auto pair = when_all(sleeper(notes, 1s, "a", 1), sleeper(notes, 2s, "b", 2));
    const auto [a, b] = co_await std::move(pair);
    co_return a + b;
  };
  const auto [left, right] = loop.run(when_all(inner(log), inner(log)));
  EXPECT_EQ(left + right, 6);
  EXPECT_EQ(loop.elapsed(), 2s);
}

}  // namespace
}  // namespace vtime::test
