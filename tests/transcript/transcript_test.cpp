// The recorder of tests written in C++.

#include "vtime/transcript.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "trace/trace.hpp"
#include "vtime/event_loop.hpp"

namespace vtime {
namespace {

using namespace std::chrono_literals;

TEST(Transcript, StampsLinesWithTheVirtualTime) {
  EventLoop loop;
  Transcript log(loop);
  log("before");
  loop.schedule_after(2s, [&] { log("attempt {} of {} failed", 3, "five"); });
  loop.run_until_idle();
  EXPECT_EQ(log.text(), "0s: before\n2s: attempt 3 of five failed\n");
}

TEST(Transcript, KnowsWhereALineWasWritten) {
  EventLoop loop;
  Transcript log(loop);
  const Place place = Place::here();
  log("one");
  EXPECT_EQ(log.lines()[0].place.line, place.line + 1);
  EXPECT_STREQ(log.lines()[0].place.file, place.file);
}

TEST(Transcript, ATextWithLineBreaksMakesOneLineEach) {
  EventLoop loop;
  Transcript log(loop);
  log.add("a\n\nb");
  log.add("");
  log.add("boom", LineKind::uncaught);
  EXPECT_EQ(log.text(), "0s: a\n0s: \n0s: b\n0s: \n0s: uncaught: boom\n");
}

TEST(Transcript, LoggingIsNoLookOfTheProgramAtTheClock) {
  struct Reads final : Trace {
    void clock_read(EventId, Duration) override { ++count; }
    int count = 0;
  } reads;
  LoopOptions options;
  options.recorder = &reads;
  EventLoop loop(options);
  Transcript log(loop);
  log("a line");
  EXPECT_EQ(reads.count, 0);
  loop.elapsed();
  EXPECT_EQ(reads.count, 1);
}

TEST(Transcript, ALineLeadsToTheCallbacksThatWroteIt) {
  Trace trace;
  LoopOptions options;
  options.recorder = &trace;
  EventLoop loop(options);
  Transcript log(loop);
  loop.schedule_after(10ms, [&] { loop.schedule_after(5ms, [&] { log("late"); }, {.label = "second"}); },
                      {.label = "first"});
  loop.run_until_idle();

  const std::vector<ChainLink> chain = trace.chain(log.lines()[0].event);
  ASSERT_EQ(chain.size(), 3u);
  EXPECT_EQ(chain[1].label, "first");
  EXPECT_EQ(chain[2].label, "second");
  EXPECT_EQ(chain[2].armed_at, Duration(10ms));
  EXPECT_EQ(chain[2].ran_at, Duration(15ms));
}

}  // namespace
}  // namespace vtime
