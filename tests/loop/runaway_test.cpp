// A limit on every driving call; the error names the cycle.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "loop/log.hpp"
#include "vtime/error.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

Lines names(const RunawayError& error) {
  Lines list;
  for (const Site& site : error.cycle()) list.push_back(name_of(site));
  return list;
}

/// Calls `drive` and returns the error that it must end with.
RunawayError runaway(const std::function<void()>& drive) {
  try {
    drive();
  } catch (const RunawayError& error) {
    return error;
  }
  throw std::logic_error("no limit stopped it");
}

/// Two posts that queue each other for ever.
struct PingPong {
  EventLoop& loop;
  void ping() {
    loop.post([this] { pong(); }, {.label = "pong"});
  }
  void pong() {
    loop.post([this] { ping(); }, {.label = "ping"});
  }
};

TEST(Runaway, TheErrorNamesTheCycleCountTimeAndWhereEachWasArmed) {
  EventLoop loop({.limits = {.callbacks_per_instant = 1000}});
  PingPong game{loop};
  loop.schedule_after(5ms, [&] { game.ping(); }, {.label = "start"});
  const RunawayError error = runaway([&] { loop.run_until_idle(); });
  EXPECT_THAT(names(error), ElementsAre("ping", "pong"));
  EXPECT_EQ(error.callbacks(), 1000U);
  EXPECT_EQ(error.at(), 5ms);
  EXPECT_THAT(error.what(), HasSubstr("at 5ms: 1000 callbacks ran without the clock moving: ping -> pong -> ping"));
  EXPECT_THAT(error.what(), HasSubstr("'ping' armed at " __FILE__ ":"));
  EXPECT_THAT(error.what(), HasSubstr("'pong' armed at " __FILE__ ":"));
}

TEST(Runaway, TheCycleIsFoundAlsoWhereAllRanBeforeAnythingWasWatched) {
  EventLoop loop({.limits = {.callbacks = 100'000}});  // the first third is not watched
  PingPong game{loop};
  game.ping();
  const RunawayError error = runaway([&] { loop.run_until_idle(); });
  EXPECT_THAT(names(error), testing::AnyOf(ElementsAre("ping", "pong"), ElementsAre("pong", "ping")));
}

TEST(Runaway, TheCycleIsOneOfCausesWhateverRunsBetween) {
  EventLoop loop({.limits = {.callbacks = 200'000}});
  for (int i = 0; i < 50; ++i)
    loop.schedule_every(1ms, [] {}, MissedTicks::burst, {.label = "bystander", .background = true});
  std::function<void()> retry = [&] {
    loop.schedule_after(1ms, [&] { loop.schedule_after(1ms, [&] { retry(); }, {.label = "retry"}); },
                        {.label = "time-out"});
  };
  retry();
  loop.schedule_every(3ms, [] {}, MissedTicks::burst, {.label = "another bystander", .background = true});
  const RunawayError error = runaway([&] { loop.run_until_idle(); });
  EXPECT_THAT(names(error), testing::AnyOf(ElementsAre("bystander"), ElementsAre("another bystander"),
                                           ElementsAre("retry", "time-out"), ElementsAre("time-out", "retry")));
  EXPECT_EQ(error.callbacks(), 200'000U);
}

TEST(Runaway, ANeverEndingIntervalIsItsOwnCycle) {
  EventLoop loop({.limits = {.callbacks = 100}});
  loop.schedule_every(1ms, [] {}, MissedTicks::burst, {.label = "tick"});
  const RunawayError error = runaway([&] { loop.run_until_idle(); });
  EXPECT_THAT(names(error), ElementsAre("tick"));
  EXPECT_THAT(error.what(), HasSubstr("100 callbacks ran and there is no end: tick -> tick"));
}

TEST(Runaway, WhatTheCycleArmsBesideItIsNotTakenForIt) {
  EventLoop loop({.limits = {.callbacks = 1000}});
  std::function<void()> again = [&] {
    loop.post(again, {.label = "again"});
    for (int i = 0; i < 9; ++i) loop.post([] {}, {.label = "by-product"});
  };
  again();
  EXPECT_THAT(names(runaway([&] { loop.run_until_idle(); })), ElementsAre("again"));
}

TEST(Runaway, WorkWithoutACycleIsNotCalledOne) {
  EventLoop loop({.limits = {.callbacks = 10}});
  for (int i = 0; i < 11; ++i) loop.post([] {}, {.label = "one of many"});
  const RunawayError error = runaway([&] { loop.run_until_idle(); });
  EXPECT_THAT(error.what(), HasSubstr("the next is 'one of many' armed at"));
  EXPECT_EQ(loop.pending_count(), 1U);
}

TEST(Runaway, EveryDrivingCallHasTheLimit) {
  const auto check = [](const std::function<void(EventLoop&)>& drive) {
    EventLoop loop({.limits = {.callbacks_per_instant = 50}});
    PingPong game{loop};
    game.ping();
    EXPECT_EQ(runaway([&] { drive(loop); }).callbacks(), 50U);
  };
  check([](EventLoop& loop) { loop.run_until_idle(); });
  check([](EventLoop& loop) { loop.run_ready(); });
  check([](EventLoop& loop) { loop.advance_by(1ms); });
  check([](EventLoop& loop) { loop.advance_to(loop.now()); });
  check([](EventLoop& loop) { loop.advance_before(loop.now() + 1ns); });
  check([](EventLoop& loop) { loop.run_until([] { return false; }, 1s); });
  check([](EventLoop& loop) { loop.run_to_last(); });
  check([](EventLoop& loop) {
    while (loop.step()) {
    }
  });
}

TEST(Runaway, MicrotasksCountToo) {
  EventLoop loop({.limits = {.callbacks_per_instant = 50}});
  std::function<void()> again = [&] { loop.queue_microtask(again, "again"); };
  loop.post(again, {.label = "first"});
  const RunawayError error = runaway([&] { loop.step(); });
  EXPECT_THAT(names(error), ElementsAre("again"));
}

TEST(Runaway, TheQueueIsWholeAndTheNextRunMayGoOn) {
  EventLoop loop({.limits = {.callbacks = 3}});
  Log log(loop);
  for (int i = 0; i < 5; ++i) loop.schedule_after(1ms, log.note(std::to_string(i)));
  EXPECT_THROW(loop.run_until_idle(), RunawayError);
  EXPECT_EQ(loop.pending_count(), 2U);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1ms: 0", "1ms: 1", "1ms: 2", "1ms: 3", "1ms: 4"));
}

TEST(Runaway, TheCountOfAnInstantBeginsAnewWhenTheClockMoves) {
  EventLoop loop({.limits = {.callbacks_per_instant = 10}});
  for (int instant = 0; instant < 20; ++instant) {
    for (int i = 0; i < 10; ++i) loop.schedule_after(Duration(instant), [] {});
  }
  loop.run_until_idle();
  EXPECT_EQ(loop.pending_count(), 0U);
}

TEST(Runaway, TheClockStopsAtTheLimitOfVirtualTime) {
  EventLoop loop({.limits = {.virtual_time = 1h}});
  loop.schedule_every(25min, [] {}, MissedTicks::burst, {.label = "poll"});
  const RunawayError error = runaway([&] { loop.run_until_idle(); });
  EXPECT_THAT(error.what(), HasSubstr("'poll' is due at 1h15m0s, after the limit of virtual time 1h0m0s"));
  EXPECT_THAT(names(error), ElementsAre("poll"));
  EXPECT_EQ(loop.elapsed(), 50min);
  loop.advance_to(loop.now() + 10min);  // the limit itself can be reached
  EXPECT_THROW(loop.advance_by(1ns), RunawayError);
  EXPECT_THROW(loop.stall(1ns), RunawayError);
}

}  // namespace
}  // namespace vtime::test
