// Two loops on two threads don't touch each other. To be believed where it runs under ThreadSanitizer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <thread>

#include "vtime/event_loop.hpp"
#include "vtime/random.hpp"
#include "vtime/seeded_chooser.hpp"
#include "vtime/transcript.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;

/// A program that uses everything of a loop, and what came of it.
std::string lively_program() {
  SeededChooser chooser(7);
  EventLoop loop({.chooser = &chooser});
  Transcript log(loop);
  loop.set_error_handler([&](const FailedCallback& failed) { log("failed at {}", to_text(failed.at)); });
  int beats = 0;
  Timer beat = loop.schedule_every(Range{1ms, 9ms, 1ms}, [&] {
    log("beat at {}", to_text(Clock::now() - TimePoint(1h)));
    loop.queue_microtask([&] { log("microtask"); });
    loop.post([&] { log("post"); }, {.label = loop.keep("post " + std::to_string(beats))});
    const ScopedTimer never = loop.schedule_after(1ms, [] {});
    if (++beats == 200) beat.cancel();
    if (beats % 50 == 0) throw std::runtime_error("now and then");
  });
  loop.run_until_idle();
  std::string text;
  for (const Line& line : log.lines()) text += line.text + "\n";
  return text;
}

TEST(Threads, LoopsOfTwoThreadsDoNotTouchEachOther) {
  const std::string expected = lively_program();
  std::array<std::string, 2> results;
  std::thread first([&] { results[0] = lively_program(); });
  std::thread second([&] { results[1] = lively_program(); });
  first.join();
  second.join();
  EXPECT_EQ(results[0], expected);
  EXPECT_EQ(results[1], expected);
}

TEST(Threads, ALoopIsCurrentOnItsOwnThreadOnly) {
  const EventLoop outer({.start = 1h});
  TimePoint seen{};
  std::thread([&] {
    const EventLoop inner({.start = 2h});
    seen = Clock::now();
  }).join();
  EXPECT_EQ(seen, TimePoint(2h));
  EXPECT_EQ(Clock::now(), TimePoint(1h));
}

}  // namespace
}  // namespace vtime::test
