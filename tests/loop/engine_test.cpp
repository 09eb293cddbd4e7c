// The engine as event-loop models use it: with queues of their own.
#include "loop/engine.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "loop/callback_queue.hpp"
#include "loop/recording.hpp"
#include "vtime/error.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr Site here{Place{"model", 1, 1}, "here"};

TEST(Engine, RunsTicksAndMicrotasksOfAModelUntilBothAreEmpty) {
  Engine engine({});
  CallbackQueue ticks;
  std::vector<std::string> lines;
  engine.queue(ticks, EventKind::tick, here, [&] {
    lines.emplace_back("tick");
    engine.queue_microtask(here, [&] {
      lines.emplace_back("microtask");
      engine.queue(ticks, EventKind::tick, here, [&] { lines.emplace_back("tick of the microtask"); });
    });
  });
  while (!ticks.empty() || !engine.microtasks().empty()) {
    while (!ticks.empty()) engine.run_front(ticks);
    engine.run_microtasks();
  }
  EXPECT_THAT(lines, ElementsAre("tick", "microtask", "tick of the microtask"));
  EXPECT_EQ(engine.callbacks(), 3U);
}

TEST(Engine, AnEventWithinAnEventHasItsOwnCauseAndTheOuterOneGoesOn) {
  Recording recording;
  Engine engine({.recorder = &recording});
  Callback outer = [&] {
    engine.block(1ms);
    engine.queue_microtask(here, [&] { engine.block(2ms); });
    engine.run_microtasks();
    engine.queue_microtask(here, [] {});
  };
  engine.call({engine.arm(here, EventKind::outside, DeadlineBase::absolute, {}, {}, 0ms), here, 0ms}, outer);
  EXPECT_THAT(recording.take(),
              ElementsAre("0 arms 1 'here' +0s absolute 0s", "1 fires at 0s", "1 arms 2 'here' +1ms firing 0s",
                          "2 fires at 1ms", "2 returns having blocked 2ms", "1 arms 3 'here' +3ms firing 0s",
                          "1 returns having blocked 1ms"));
}

TEST(Engine, StopKeepsTheMicrotasksForTheNextRun) {
  Engine engine({});
  int ran = 0;
  engine.queue_microtask(here, [&] {
    ++ran;
    engine.stop();
  });
  engine.queue_microtask(here, [&] { ++ran; });
  engine.run_microtasks();
  EXPECT_EQ(ran, 1);
  engine.begin_run();
  engine.run_microtasks();
  EXPECT_EQ(ran, 2);
}

TEST(Engine, TheScriptIsTheMainProgramAndNoCallback) {
  Recording recording;
  Engine engine({.limits = {.callbacks = 1}, .recorder = &recording});
  Callback script = [&] {
    for (int i = 0; i < 2; ++i) engine.queue_microtask(here, [] {});
  };
  engine.run_script(here, script);
  EXPECT_THAT(recording.take(), ElementsAre("0 fires at 0s", "0 arms 1 'here' +0s firing 0s",
                                            "0 arms 2 'here' +0s firing 0s", "0 returns"));
  EXPECT_THROW(engine.run_microtasks(), RunawayError);
  EXPECT_EQ(engine.callbacks(), 1U);
}

TEST(Engine, ARunawayIsNamedWhileARecorderListensToo) {
  Recording recording;
  Engine engine({.limits = {.callbacks = 5}, .recorder = &recording});
  std::function<void()> again = [&] { engine.queue_microtask(here, again); };
  again();
  try {
    engine.run_microtasks();
    FAIL();
  } catch (const RunawayError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("5 callbacks ran and there is no end: here -> here ('here' armed at model:1:1)"));
  }
  EXPECT_EQ(engine.microtasks().size(), 1U);  // what was to run next is still there
}

TEST(Engine, TheClockMovesForwardOnlyAndNotBeyondItsRange) {
  Engine engine({.start = 1h});
  engine.move_clock(5ms, here);
  engine.move_clock(3ms, here);
  EXPECT_EQ(engine.elapsed(), 5ms);
  EXPECT_THROW(engine.move_clock(Duration::max(), here), TimeOverflow);
  EXPECT_THROW(engine.deadline_from(Duration::max(), 1ns, here), TimeOverflow);
  EXPECT_EQ(engine.elapsed(), 5ms);
  engine.move_clock(Duration::max() - 1h, here);
}

TEST(CallbackQueue, IsFirstInFirstOutWhileItGrowsAndWraps) {
  CallbackQueue queue;
  std::vector<int> ran;
  int next = 0;
  int expected = 0;
  for (int round = 0; round < 200; ++round) {
    for (int i = 0; i < round % 37 + 1; ++i) {
      queue.push([&ran, id = next] { ran.push_back(id); }, here, EventId::main, {});
      ++next;
    }
    for (int i = 0; i < round % 29 && !queue.empty(); ++i) {
      queue.pop().callback();
      ASSERT_EQ(ran.back(), expected++);
    }
  }
  while (!queue.empty()) {
    queue.pop().callback();
    ASSERT_EQ(ran.back(), expected++);
  }
  EXPECT_EQ(expected, next);
}

}  // namespace
}  // namespace vtime::test
