// What docs/testing-cpp.md shows.

#include <gmock/gmock.h>

#include <chrono>
#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <vtime/error.hpp>
#include <vtime/gtest.hpp>
#include <vtime/seeded_chooser.hpp>
#include <vtime/shuffle_chooser.hpp>

using namespace std::chrono_literals;

// begin: driving
TEST(Driving, GoesAsFarAsItIsTold) {
  vtime::EventLoop loop;
  vtime::Transcript log(loop);
  loop.schedule_every(10s, [&] { log("beat"); }, vtime::MissedTicks::burst, {.background = true});
  loop.schedule_after(25s, [&] { log("answer"); });

  loop.advance_by(10s);                   // 10s: beat
  loop.advance_before(loop.now() + 10s);  // the beat of 20s is still to come
  loop.run_ready();                       // 20s: beat
  loop.run_until_idle();                  // 25s: answer; a background timer keeps no run alive
  EXPECT_TRUE(loop.run_until([&] { return log.lines().size() == 4; }, 1min));  // 30s: beat

  EXPECT_THAT(log, vtime::TranscriptIs({"10s: beat", "20s: beat", "25s: answer", "30s: beat"}));
}
// end: driving

// begin: pending
TEST(Pending, SaysWhatStillWaitsAndWhoAsked) {
  vtime::EventLoop loop;
  vtime::Timer timeout = loop.schedule_after(5s, [] {}, {.label = "request timeout"});
  const auto pending = loop.pending();
  ASSERT_EQ(pending.size(), 1u);
  EXPECT_EQ(pending[0].label, "request timeout");
  EXPECT_EQ(pending[0].due, loop.now() + 5s);
  EXPECT_THAT(to_text(pending[0].place), testing::HasSubstr("testing.cpp:"));

  EXPECT_TRUE(timeout.cancel());  // true: this prevented the call
  EXPECT_THAT(loop, vtime::HasNoPendingTimers());
}
// end: pending

// begin: limits
TEST(Limits, StopWhatWouldNeverEnd) {
  vtime::EventLoop loop({.limits = {.callbacks = 1000}});
  std::function<void()> again = [&] { loop.schedule_after(1s, again, {.label = "poll"}); };
  again();
  try {
    loop.run_until_idle();
    FAIL();
  } catch (const vtime::RunawayError& error) {
    EXPECT_EQ(error.callbacks(), 1000u);
    EXPECT_EQ(error.cycle().at(0).label, "poll");  // what() names it, and the line that armed it
  }
}
// end: limits

// begin: errors
TEST(Errors, LeaveTheDrivingCallAndTheRestStaysWhole) {
  vtime::EventLoop loop;
  vtime::Transcript log(loop);
  loop.schedule_after(1s, [] { throw std::runtime_error("broken"); });
  loop.schedule_after(2s, [&] { log("next"); });
  EXPECT_THROW(loop.run_until_idle(), std::runtime_error);
  EXPECT_EQ(loop.elapsed(), 1s);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"2s: next"}));
}

TEST(Errors, GoToAHandlerWhereThereIsOne) {
  vtime::EventLoop loop;
  vtime::Transcript log(loop);
  loop.set_error_handler([&](const vtime::FailedCallback& failed) { log("{} failed", failed.site.label); });
  loop.schedule_after(1s, [] { throw std::runtime_error("broken"); }, {.label = "upload"});
  loop.schedule_after(2s, [&] { log("next"); });
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"1s: upload failed", "2s: next"}));
}
// end: errors

// begin: ranges
TEST(Chooser, DrawsDelaysFromASeed) {
  vtime::SeededChooser chooser(42);
  vtime::EventLoop loop({.chooser = &chooser});
  vtime::Timer answer = loop.schedule_after(vtime::Range{80ms, 120ms, 1ms}, [] {});  // without a chooser: 80 ms
  EXPECT_GE(*answer.deadline() - loop.now(), 80ms);
  EXPECT_LE(*answer.deadline() - loop.now(), 120ms);
}
// end: ranges

// begin: ties
/// The order in which two answers of the same instant come, for one way of shuffling.
std::string order_of_answers(std::uint64_t seed) {
  vtime::SeededChooser draws(seed);
  vtime::ShuffleChooser chooser(draws, seed);
  vtime::EventLoop loop({.chooser = &chooser});
  std::string order;
  loop.schedule_after(50ms, [&] { order += "primary "; });
  loop.schedule_after(50ms, [&] { order += "replica "; });
  loop.run_until_idle();
  return order;
}

TEST(Chooser, TriesOtherOrdersOfTheSameInstant) {
  std::set<std::string> orders;
  for (std::uint64_t seed = 0; seed < 20; ++seed) orders.insert(order_of_answers(seed));
  EXPECT_THAT(orders, testing::ElementsAre("primary replica ", "replica primary "));
}
// end: ties

// begin: stall
TEST(Stall, MakesTimersLateAsWhenTheMachineSlept) {
  vtime::EventLoop loop;
  vtime::Transcript log(loop);
  loop.schedule_every(
      1s, [&] { log("beat"); }, vtime::MissedTicks::skip);
  loop.stall(3500ms);
  loop.advance_by(1s);
  EXPECT_THAT(log, vtime::TranscriptIs({"3.5s: beat", "4s: beat"}));
}
// end: stall

// begin: wall
TEST(WallClock, IsSteppedWithoutTouchingATimer) {
  vtime::EventLoop loop({.epoch = vtime::WallTime(24h)});
  bool called = false;
  loop.schedule_after(1min, [&] { called = true; });
  loop.shift_wall(1h);  // somebody sets the clock of the machine
  loop.advance_by(59s);
  EXPECT_FALSE(called);
  EXPECT_EQ(vtime::WallClock::now(), vtime::WallTime(25h + 59s));
}
// end: wall
