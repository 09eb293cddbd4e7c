// What the loop prepares for the exploration of interleavings: ranges, causes, choices.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>

#include "loop/engine.hpp"
#include "loop/event_table.hpp"
#include "loop/log.hpp"
#include "loop/recording.hpp"
#include "vtime/enumerating_chooser.hpp"
#include "vtime/error.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/recording_chooser.hpp"
#include "vtime/replay_chooser.hpp"
#include "vtime/seeded_chooser.hpp"
#include "vtime/shuffle_chooser.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;

// ---- 1: arming takes a range -------------------------------------------------------------------------------------

TEST(Seams, ADelayIsDrawnFromItsRangeInOnePlaceAndTheTraceKeepsBoth) {
  SeededChooser chooser(42);
  Recording recording;
  EventLoop loop({.chooser = &chooser, .recorder = &recording});
  std::set<Duration> drawn;
  for (int i = 0; i < 500; ++i) loop.schedule_after(Range{80ms, 120ms, 1ms}, [] {}, {.label = "jitter"});
  for (const Armed& armed : recording.armings) {
    EXPECT_EQ(armed.range, (Range{80ms, 120ms, 1ms}));
    EXPECT_EQ(armed.deadline, armed.drawn);
    EXPECT_EQ(armed.drawn % 1ms, 0ns);
    drawn.insert(armed.drawn);
  }
  EXPECT_THAT(drawn, SizeIs(41));  // every value, ends included
  EXPECT_EQ(*drawn.begin(), 80ms);
  EXPECT_EQ(*drawn.rbegin(), 120ms);
}

TEST(Seams, EveryBeatOfAPeriodicIsDrawnAnew) {
  SeededChooser chooser(1);
  EventLoop loop({.chooser = &chooser});
  std::set<Duration> gaps;
  Duration previous{};
  loop.schedule_every(Range{1ms, 5ms, 1ms}, [&] {
    gaps.insert(loop.elapsed() - previous);
    previous = loop.elapsed();
  });
  loop.advance_by(1s);
  EXPECT_THAT(gaps, ElementsAre(1ms, 2ms, 3ms, 4ms, 5ms));
}

// ---- 2, 3, 5, 6: causes, bases, lateness, clock reads --------------------------------------------------------------

TEST(Seams, TheRecorderHearsWhoArmedWhatWhenAndHowItWent) {
  Recording recording;
  EventLoop loop({.recorder = &recording});
  loop.schedule_after(10ms,
                      [&] {
                        loop.stall(3ms);
                        loop.queue_microtask([] {}, "micro");
                        loop.schedule_at(loop.now() + 1ms, [] {}, {.label = "at"});
                        loop.engine().touched(7, true);
                      },
                      {.label = "first"});
  const Timer second = loop.schedule_after(12ms, [] {}, {.label = "second"});
  const Timer never = loop.schedule_after(12ms, [] {}, {.label = "never"});
  loop.schedule_after(11ms, [never] { never.cancel(); }, {.label = "canceller"});
  loop.advance_by(20ms);
  EXPECT_THAT(recording.take(),
              ElementsAre("0 arms 1 'first' +0s firing 10ms", "0 arms 2 'second' +0s firing 12ms",
                          "0 arms 3 'never' +0s firing 12ms", "0 arms 4 'canceller' +0s firing 11ms",
                          "driver until 20ms",  //
                          "1 fires at 10ms", "1 arms 5 'micro' +3ms firing 0s", "1 reads the clock +3ms",
                          "1 arms 6 'at' +3ms absolute 1ms", "1 writes 7", "1 returns having blocked 3ms",  //
                          "5 fires at 13ms", "5 returns",                                                   //
                          "4 fires at 13ms late by 2ms", "4 cancels 3", "4 returns",                        //
                          "2 fires at 13ms late by 1ms", "2 returns",                                       //
                          "6 fires at 14ms", "6 returns"));
}

TEST(Seams, ABeatIsArmedByTheBeatBeforeItFromThePreviousDeadline) {
  Recording recording;
  EventLoop loop({.recorder = &recording});
  loop.schedule_every(10ms, [] {}, MissedTicks::burst, {.label = "tick"});
  loop.stall(15ms);
  loop.run_ready();
  EXPECT_THAT(recording.take(), ElementsAre("0 arms 1 'tick' +0s firing 10ms", "1 fires at 15ms late by 5ms",
                                            "1 arms 2 'tick' +0s previous 10ms", "1 returns"));
  EXPECT_EQ(recording.armings.back().deadline, 20ms);
}

TEST(Seams, AnExceptionStillEndsItsEvent) {
  Recording recording;
  EventLoop loop({.recorder = &recording});
  loop.post([] { throw std::runtime_error("no"); }, {.label = "thrower"});
  EXPECT_THROW(loop.step(), std::runtime_error);
  EXPECT_EQ(recording.take().back(), "1 returns");
  EXPECT_EQ(loop.engine().current_event(), EventId::main);
}

TEST(Seams, AnEventHasOneNumberInAllRunsThatShareATable) {
  EventTable table;
  // Two chains whose callbacks run in one order or the other; each arming keeps its number.
  const auto run = [&table](Duration first, Duration second) {
    Recording recording(&table);
    EventLoop loop({.recorder = &recording});
    std::set<std::string> seen;
    loop.schedule_after(first, [&] { loop.post([] {}, {.label = "a2"}); }, {.label = "a1"});
    loop.schedule_after(second, [&] { loop.post([] {}, {.label = "b2"}); }, {.label = "b1"});
    loop.run_until_idle();
    for (const Armed& armed : recording.armings) {
      seen.insert(std::string(armed.label) + " " + std::to_string(static_cast<std::uint32_t>(armed.event)));
    }
    return seen;
  };
  const std::set<std::string> seen = run(1ms, 2ms);
  EXPECT_THAT(seen, SizeIs(4));
  EXPECT_EQ(run(2ms, 1ms), seen);
  EXPECT_EQ(table.size(), 5U);
}

TEST(Seams, ArmingsOfOneEventAtOnePlaceAreToldApartByTheirOrdinal) {
  Recording recording;
  EventLoop loop({.recorder = &recording});
  const auto arm_three = [&] {
    for (int i = 0; i < 3; ++i) loop.post([] {});
  };
  arm_three();
  loop.post(arm_three);
  loop.run_until_idle();
  std::vector<std::uint32_t> ordinals;
  std::set<EventId> events;
  for (const Armed& armed : recording.armings) {
    ordinals.push_back(armed.ordinal);
    events.insert(armed.event);
  }
  EXPECT_THAT(ordinals, ElementsAre(0, 1, 2, 0, 0, 1, 2));
  EXPECT_THAT(events, SizeIs(7));
}

TEST(Seams, NothingIsNumberedWhileNothingRecords) {
  EventLoop loop;
  loop.schedule_after(1ms, [] {});
  EXPECT_EQ(loop.pending().front().event, EventId::main);
}

// ---- 4: one place picks ------------------------------------------------------------------------------------------

Lines run_three(Chooser& chooser) {
  EventLoop loop({.chooser = &chooser});
  Log log(loop);
  for (const char* name : {"a", "b", "c"}) loop.schedule_after(5ms, log.note(name));
  loop.run_until_idle();
  return log.take();
}

TEST(Seams, ThreeSimultaneousTimersRunInAllSixOrdersAndOneIsReplayed) {
  EnumeratingChooser chooser;
  std::set<Lines> orders;
  Lines wanted;
  Choices choices;
  int runs = 0;
  do {
    const Lines order = run_three(chooser);
    orders.insert(order);
    if (++runs == 1) {  // the default comes first
      EXPECT_THAT(order, ElementsAre("5ms: a", "5ms: b", "5ms: c"));
    }
    if (order.front() == "5ms: c" && order.back() == "5ms: a") {
      wanted = order;
      choices = chooser.choices();
    }
  } while (chooser.next_run());
  EXPECT_EQ(runs, 6);
  EXPECT_THAT(orders, SizeIs(6));

  ReplayChooser replay(choices);
  EXPECT_EQ(run_three(replay), wanted);
  EXPECT_TRUE(replay.exhausted());
}

TEST(Seams, CandidatesAreOfferedInFifoOrderAndPostsStayInTheirLane) {
  class Spy final : public Chooser {
   public:
    Spy() : Chooser(true) {}
    Duration duration(const Question&, const Range& range) override { return range.least; }
    std::size_t next(std::span<const Candidate> candidates) override {
      std::string line;
      for (const Candidate& candidate : candidates) line += std::string(candidate.label) + " ";
      offered.push_back(line);
      return candidates.size() - 1;
    }
    std::size_t branch(const Question&, std::size_t) override { return 0; }
    std::uint64_t number(const Question&, std::uint64_t) override { return 0; }
    Lines offered;
  };
  Spy spy;
  EventLoop loop({.chooser = &spy});
  Log log(loop);
  loop.schedule_after(0ms, log.note("timer"), {.label = "timer"});
  loop.post(log.note("post 1"), {.label = "post 1"});
  loop.post(log.note("post 2"), {.label = "post 2"});
  loop.schedule_after(1ms, log.note("later"), {.label = "later"});
  loop.run_until_idle();
  EXPECT_THAT(spy.offered, ElementsAre("timer post 1 ", "timer post 2 "));
  EXPECT_THAT(log.take(), ElementsAre("0s: post 1", "0s: post 2", "0s: timer", "1ms: later"));
}

TEST(Seams, AChooserThatDoesNotDecideOrderIsNotAsked) {
  SeededChooser chooser(7);
  EXPECT_THAT(run_three(chooser), ElementsAre("5ms: a", "5ms: b", "5ms: c"));
}

TEST(Seams, ShuffledTiesDependOnTheirSeedOnlyAndLeaveTheDrawsAlone) {
  const auto run = [](std::uint64_t shuffle_seed) {
    SeededChooser draws(3);
    ShuffleChooser chooser(draws, shuffle_seed);
    EventLoop loop({.chooser = &chooser});
    Log log(loop);
    for (int i = 0; i < 8; ++i) loop.schedule_after(1ms, log.note(std::to_string(i)));
    const std::uint64_t number = loop.engine().number({}, 1000);
    loop.run_until_idle();
    return std::pair(log.take(), number);
  };
  EXPECT_EQ(run(1), run(1));
  EXPECT_NE(run(1).first, run(2).first);
  EXPECT_EQ(run(1).second, run(2).second);
  Lines sorted = run(1).first;
  std::sort(sorted.begin(), sorted.end());
  EXPECT_THAT(sorted, SizeIs(8));
  EXPECT_EQ(sorted.front(), "1ms: 0");
}

// ---- the questions -----------------------------------------------------------------------------------------------

Lines run_with_choices(Chooser& chooser) {
  EventLoop loop({.chooser = &chooser});
  Log log(loop);
  Engine& engine = loop.engine();
  loop.schedule_after(Range{1ms, 3ms, 1ms}, [&] { log("branch " + std::to_string(engine.branch({}, 3))); });
  loop.schedule_after(2ms, [&] { log("number " + std::to_string(engine.number({}, 4))); });
  loop.run_until_idle();
  return log.take();
}

TEST(Seams, EnumerationGoesThroughDelaysBranchesNumbersAndTies) {
  EnumeratingChooser chooser;
  std::set<Lines> runs;
  int count = 0;
  do {
    runs.insert(run_with_choices(chooser));
    ++count;
  } while (chooser.next_run());
  // 1ms and 3ms have no tie: 3 branches x 4 numbers each; at 2ms also both orders.
  EXPECT_EQ(count, 12 + 24 + 12);
  EXPECT_THAT(runs, SizeIs(48));
}

TEST(Seams, ARecordedRunIsReplayedExactly) {
  SeededChooser draws(99);
  ShuffleChooser shuffled(draws, 5);
  RecordingChooser recording(shuffled);
  const Lines lines = run_with_choices(recording);
  ReplayChooser replay(recording.choices());
  EXPECT_EQ(run_with_choices(replay), lines);

  SeededChooser plain(99);
  RecordingChooser recording_plain(plain);
  const Lines plain_lines = run_with_choices(recording_plain);
  ReplayChooser replay_plain(recording_plain.choices());
  EXPECT_EQ(run_with_choices(replay_plain), plain_lines);
}

TEST(Seams, AReplayOfAnotherProgramIsRefused) {
  ReplayChooser replay({{QuestionKind::branch, 2, 1}});
  EXPECT_THROW(run_three(replay), InvalidChoice);
}

/// Notes what it is asked.
class Spy final : public Chooser {
 public:
  Spy() : Chooser(false) {}
  Duration duration(const Question& question, const Range& range) override {
    note(question);
    return range.most;
  }
  std::size_t next(std::span<const Candidate>) override { return 0; }
  std::size_t branch(const Question& question, std::size_t) override {
    note(question);
    return 0;
  }
  std::uint64_t number(const Question&, std::uint64_t) override { return 0; }
  void note(const Question& question) {
    asked.push_back(std::to_string(static_cast<std::uint32_t>(question.asker)) + "." +
                    std::to_string(question.ordinal) + " " + std::string(question.label) + ":" +
                    std::to_string(question.place.line));
  }
  Lines asked;
};

TEST(Seams, AQuestionNamesTheAskerItsOrdinalThePlaceAndTheLabel) {
  Spy spy;
  Recording recording;
  EventLoop loop({.chooser = &spy, .recorder = &recording});
  const Site site{Place{"file", 3, 0}, "choose"};
  loop.engine().branch(site, 2);
  loop.schedule_after(
      Range{1ms, 2ms, 1ms}, [&] { loop.engine().branch(site, 2); }, {.label = "draw"}, Place{"file", 9, 0});
  loop.schedule_after(1ms, [] {});  // fixed: not asked
  loop.run_until_idle();
  EXPECT_THAT(spy.asked, ElementsAre("0.0 choose:3", "0.1 draw:9", "1.0 choose:3"));
  EXPECT_EQ(loop.elapsed(), 2ms);
}

TEST(Seams, QuestionsAreCountedForEachEventAlsoWhereNobodyRecords) {
  Spy spy;
  EventLoop loop({.chooser = &spy});
  const auto ask = [&](const char* label) { loop.engine().branch(Site{Place{"file", 1, 0}, label}, 2); };
  const auto twice = [&] {
    ask("once");
    ask("twice");
  };
  ask("main");
  loop.post([&] {
    twice();
    loop.queue_microtask([&] { ask("microtask"); });
  });
  loop.schedule_every(1ms, twice);
  loop.advance_by(2ms);
  ask("main");
  EXPECT_THAT(spy.asked, ElementsAre("0.0 main:1", "0.0 once:1", "0.1 twice:1", "0.0 microtask:1",  //
                                     "0.0 once:1", "0.1 twice:1", "0.0 once:1", "0.1 twice:1", "0.1 main:1"));
  // In each run callbacks are counted from 1 again.
  spy.asked.clear();
  loop.advance_by(1ms);
  loop.advance_by(1ms);
  EXPECT_THAT(spy.asked, ElementsAre("0.0 once:1", "0.1 twice:1", "0.0 once:1", "0.1 twice:1"));
}

TEST(Seams, AnAnswerOutsideItsQuestionIsAnError) {
  class Wrong final : public Chooser {
   public:
    Wrong() : Chooser(true) {}
    Duration duration(const Question&, const Range& range) override { return range.least + Duration(1); }
    std::size_t next(std::span<const Candidate> candidates) override { return candidates.size(); }
    std::size_t branch(const Question&, std::size_t count) override { return count; }
    std::uint64_t number(const Question&, std::uint64_t bound) override { return bound; }
  };
  Wrong wrong;
  EventLoop loop({.chooser = &wrong});
  EXPECT_THROW(loop.schedule_after(Range{1ms, 2ms, 1ms}, [] {}), InvalidChoice);
  EXPECT_THROW(loop.engine().branch({}, 2), InvalidChoice);
  EXPECT_THROW(loop.engine().number({}, 2), InvalidChoice);
  loop.post([] {});
  loop.schedule_after(0ms, [] {});
  EXPECT_THROW(loop.run_ready(), InvalidChoice);
  EXPECT_EQ(loop.pending_count(), 2U);
}

// ---- 8: a run is a function --------------------------------------------------------------------------------------

TEST(Seams, RunsOnTwoThreadsDoNotTouchEachOther) {
  const auto run = [] {
    SeededChooser chooser(11);
    EventLoop loop({.chooser = &chooser});
    Log log(loop);
    loop.schedule_every(Range{1ms, 9ms, 1ms}, [&] { log(to_text(Clock::now().time_since_epoch())); });
    loop.advance_by(1s);
    return log.take();
  };
  const Lines expected = run();
  Lines first;
  Lines second;
  std::thread one([&] { first = run(); });
  std::thread two([&] { second = run(); });
  one.join();
  two.join();
  EXPECT_EQ(first, expected);
  EXPECT_EQ(second, expected);
}

}  // namespace
}  // namespace vtime::test
