// when_any: the first of them; the others are cancelled and joined before it returns.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "task/support.hpp"
#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(WhenAny, GivesIndexAndValueOfTheFirst) {
  EventLoop loop;
  Log log(loop);
  const auto first = loop.run(when_any(sleeper(log, 3s, "slow", 1), sleeper(log, 1s, "fast", 2)));
  EXPECT_EQ(first.index, 1U);
  EXPECT_EQ(std::get<1>(first.value), 2);
  EXPECT_EQ(loop.elapsed(), 1s);
  EXPECT_THAT(log.take(), ElementsAre("1s: fast", "1s: slow cancelled"));
}

TEST(WhenAny, JoinsTheLosersBeforeItReturns) {
  EventLoop loop;
  Log log(loop);
  const auto first = loop.run(when_any(slow_to_end(log, 2s, "loser"), sleeper(log, 1s, "winner", 7)));
  EXPECT_EQ(std::get<1>(first.value), 7);
  EXPECT_THAT(log.take(), ElementsAre("1s: winner", "3s: loser cleaned up"));
}

TEST(WhenAny, OfAVectorGivesIndexAndValue) {
  EventLoop loop;
  Log log(loop);
  std::vector<Task<int>> tasks;
  for (int i = 3; i > 0; --i) tasks.push_back(sleeper(log, std::chrono::seconds(i), "x", i));
  const auto first = loop.run(when_any(std::move(tasks)));
  EXPECT_EQ(first.index, 2U);
  EXPECT_EQ(first.value, 1);
}

TEST(WhenAny, OfNoneIsRefused) { EXPECT_THROW(static_cast<void>(when_any(std::vector<Task<int>>())), InvalidArgument); }

TEST(WhenAny, AnExceptionOfTheFirstIsThrown) {
  EventLoop loop;
  Log log(loop);
  EXPECT_THROW(loop.run(when_any(failing(1s, "first"), sleeper(log, 2s, "second"))), std::runtime_error);
  EXPECT_THAT(log.take(), ElementsAre("1s: second cancelled"));
}

TEST(WhenAny, OfThoseThatEndAtOneInstantTheFirstInLineWins) {
  EventLoop loop;
  Log log(loop);
  EXPECT_EQ(loop.run(when_any(sleeper(log, 1s, "a"), sleeper(log, 1s, "b"))).index, 0U);
}

TEST(WhenAny, TakesWhateverCanBeAwaited) {
  EventLoop loop;
  Channel<int> numbers(1);
  Event stop;
  loop.schedule_after(1s, [&] { numbers.try_send(4); });
  const auto first = loop.run(when_any(stop.wait(), numbers.receive()));
  EXPECT_EQ(first.index, 1U);
  EXPECT_EQ(std::get<1>(first.value), 4);
}

TEST(WhenAny, CancellingItCancelsAndJoinsAllOfThem) {
  EventLoop loop;
  Log log(loop);
  const auto any = spawn(loop, when_any(sleeper(log, 5s, "a"), slow_to_end(log, 2s, "b")));
  loop.run_ready();
  any.cancel();
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: a cancelled", "2s: b cleaned up"));
  EXPECT_THROW(any.get(), Cancelled);
}

}  // namespace
}  // namespace vtime::test
