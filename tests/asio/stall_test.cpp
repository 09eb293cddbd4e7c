// What would hang in real time is an error that says what is outstanding.
#include <thread>

#include "asio/fixture.hpp"

namespace vtime::asio {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using StallTest = AsioTest;

std::string stall_of(Context& context) {
  try {
    context.run();
  } catch (const Stalled& stalled) {
    return stalled.what();
  }
  return "no stall";
}

TEST_F(StallTest, ATimerThatNeverExpiresIsNamedWithItsPlace) {
  loop.advance_by(2s);
  steady_timer timer(context, TimePoint::max());
  const int line = __LINE__ + 1;
  timer.async_wait(noting("never"));
  EXPECT_THAT(stall_of(context),
              AllOf(HasSubstr("at 2s: the context has stalled"),
                    HasSubstr("a timer that never expires (" + std::string(__FILE__) + ":" + std::to_string(line))));
}

TEST_F(StallTest, AWorkGuardAloneStalls) {
  const auto work = net::make_work_guard(context);
  EXPECT_THAT(stall_of(context), HasSubstr("a work guard, or something of real time"));
  EXPECT_THROW(context.run_one(), Stalled);
}

TEST_F(StallTest, BackgroundWorkDoesNotPreventIt) {
  loop.schedule_every(1s, [] {}, MissedTicks::burst, {.background = true});
  const auto work = net::make_work_guard(context);
  EXPECT_THAT(stall_of(context), HasSubstr("stalled"));
}

TEST_F(StallTest, AStockTimerIsNamedAsTheTrap) {
  net::steady_timer stock(context, std::chrono::hours(1));
  stock.async_wait([](error_code) {});
  EXPECT_THAT(stall_of(context), AllOf(HasSubstr("stock timer"), HasSubstr("vtime/asio/steady_timer.hpp")));
}

TEST_F(StallTest, TheListOfWhatWaitsIsCut) {
  std::vector<steady_timer> timers;
  for (int i = 0; i < 10; ++i) timers.emplace_back(context, TimePoint::max()).async_wait([](error_code) {});
  EXPECT_THAT(stall_of(context), HasSubstr("and 2 more"));
}

TEST_F(StallTest, AHandlerFromAnotherThreadIsRefused) {
  std::thread([this] { net::post(context, saying("intruder")); }).join();
  const auto work = net::make_work_guard(context);
  EXPECT_THROW(context.run(), ForeignThread);
  EXPECT_TRUE(log.empty());
}

}  // namespace
}  // namespace vtime::asio
