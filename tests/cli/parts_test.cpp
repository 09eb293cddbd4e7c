// Parts of the program that a whole run shows only by chance.

#include <gmock/gmock.h>
#include <unistd.h>

#include <array>

#include "arguments.hpp"
#include "determinism.hpp"
#include "progress.hpp"
#include "ties.hpp"
#include "usage_error.hpp"
#include "vtime/seeded_chooser.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

tool::Arguments parse(const char* command, const std::vector<std::string>& words) {
  return tool::parse_arguments(*tool::find_command(command), words);
}

TEST(ArgumentsOf, AnOptionWithAnOptionalArgumentLeavesTheNextWordAlone) {
  const auto arguments = parse("show", {"--realtime", "file.yaml"});
  EXPECT_EQ(arguments.value("realtime"), "1");
  EXPECT_THAT(arguments.positional(), ElementsAre("file.yaml"));
}

TEST(ArgumentsOf, WhatStandsBehindTwoDashesIsNoOption) {
  EXPECT_THAT(parse("run", {"--", "--filter"}).positional(), ElementsAre("--filter"));
}

TEST(ArgumentsOf, ADashAloneIsNoOption) { EXPECT_THAT(parse("run", {"-"}).positional(), ElementsAre("-")); }

TEST(ArgumentsOf, FiltersAddUp) {
  EXPECT_THAT(parse("run", {"--filter", "a", "--filter=b"}).values("filter"), ElementsAre("a", "b"));
}

TEST(ProgressBar, FillsWithTheFilesThatAreDone) {
  EXPECT_EQ(tool::progress_bar(0, 4, 0), "[                              ] 0 of 4 files, 0 scenarios");
  EXPECT_EQ(tool::progress_bar(2, 4, 17), "[###############               ] 2 of 4 files, 17 scenarios");
  EXPECT_EQ(tool::progress_bar(4, 4, 30), "[##############################] 4 of 4 files, 30 scenarios");
}

class ProgressOnATerminal : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::pipe(ends_.data()), 0); }
  void TearDown() override {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  std::string drawn(const std::function<void(tool::Progress&)>& use) {
    tool::Output terminal(ends_[1]);
    tool::Progress progress(terminal, 10, [this] { return now_; });
    use(progress);
    terminal.write(".");  // so that there is something to read
    terminal.flush();
    std::array<char, 1000> block{};
    const ssize_t count = ::read(ends_[0], block.data(), block.size());
    return std::string(block.data(), static_cast<std::size_t>(count) - 1);
  }

  std::array<int, 2> ends_{};
  std::chrono::steady_clock::time_point now_{};
};

TEST_F(ProgressOnATerminal, ShowsNothingInTheFirstSecond) {
  EXPECT_EQ(drawn([this](tool::Progress& progress) {
              now_ += 999ms;
              progress.beat(1, 1);
              progress.clear();
            }),
            "");
}

TEST_F(ProgressOnATerminal, IsDrawnTenTimesASecondAtMostAndTakenAway) {
  const std::string bar = tool::progress_bar(1, 10, 1);
  EXPECT_EQ(drawn([this](tool::Progress& progress) {
              now_ += 1s;
              progress.beat(1, 1);
              now_ += 99ms;
              progress.beat(2, 2);
              progress.clear();
              progress.clear();
            }),
            "\r" + bar + "\x1b[K\r\x1b[K");
}

constexpr Place here{"a.yaml", 3, 5};

Armed armed(EventId event, Duration deadline) {
  Armed entry;
  entry.event = event;
  entry.kind = EventKind::timer;
  entry.place = here;
  entry.label = "poll";
  entry.deadline = deadline;
  return entry;
}

TEST(Divergence, IsTheFirstEventThatDiffers) {
  tool::EventLog one;
  tool::EventLog two;
  one.armed(armed(EventId{1}, 5ms));
  two.armed(armed(EventId{1}, 6ms));
  EXPECT_EQ(tool::first_divergence(one, {}, two, {}),
            "event number 1: first 'timer 'poll' of a.yaml:3 was armed by event 0 as event 1, due at 5ms', "
            "then 'timer 'poll' of a.yaml:3 was armed by event 0 as event 1, due at 6ms'");
}

TEST(Divergence, KeepsNamesLongerThanTheRunDoes) {
  tool::EventLog one;
  tool::EventLog two;
  for (tool::EventLog* log : {&one, &two}) {
    const std::string of_the_run = "a name that is too long to be kept in place";
    Armed entry = armed(EventId{1}, 5ms);
    entry.label = of_the_run;
    log->armed(entry);
  }
  EXPECT_EQ(tool::first_divergence(one, {}, two, {}), std::nullopt);
  EXPECT_THAT(one.text(0), HasSubstr("a name that is too long"));
}

TEST(Divergence, MayBeAnEventThatIsMissing) {
  tool::EventLog one;
  tool::EventLog two;
  one.fired(EventId{1}, 5ms, 5ms);
  EXPECT_EQ(tool::first_divergence(one, {}, two, {}),
            "event number 1: first 'event 1, due at 5ms, ran at 5ms', then 'the run ended'");
}

TEST(Divergence, MayBeALine) {
  scenario::RunResult one;
  scenario::RunResult two;
  one.lines.push_back({5ms, LineKind::log, "a", EventId::main, here});
  two.lines.push_back({5ms, LineKind::log, "b", EventId::main, here});
  EXPECT_EQ(tool::first_divergence({}, one, {}, two), "line 1: first '5ms: a', then '5ms: b'");
  EXPECT_EQ(tool::first_divergence({}, one, {}, one), std::nullopt);
}

TEST(Ties, AreGatheredByInstantWithEachCallbackOnce) {
  SeededChooser draws(0);
  tool::TieFinder finder(draws);
  const Candidate first{EventId{1}, 0, here, "poll"};
  const Candidate second{EventId{2}, 0, {"a.yaml", 9, 5}, "other"};
  for (const EventId event : {EventId{1}, EventId{2}}) {
    EXPECT_EQ(finder.next(std::array{first, second}), 0u);
    finder.fired(event, 5ms, 5ms);
  }
  finder.fired(EventId{3}, 6ms, 6ms);
  ASSERT_EQ(finder.ties().size(), 1u);
  EXPECT_EQ(finder.ties()[0].at, 5ms);
  ASSERT_EQ(finder.ties()[0].callbacks.size(), 2u);
  EXPECT_EQ(finder.ties()[0].callbacks[1].label, "other");
  EXPECT_EQ(finder.ties()[0].callbacks[1].count, 1u);
}

TEST(Ties, OfOnePlaceAreCounted) {
  SeededChooser draws(0);
  tool::TieFinder finder(draws);
  finder.next(std::array{Candidate{EventId{1}, 0, here, "poll"}, Candidate{EventId{2}, 1, here, "poll"}});
  finder.fired(EventId{1}, 5ms, 5ms);
  ASSERT_EQ(finder.ties().at(0).callbacks.size(), 1u);
  EXPECT_EQ(finder.ties().at(0).callbacks.at(0).count, 2u);
}

TEST(Ties, AreCountedOnlyBeyondTheFirstThousandInstants) {
  SeededChooser draws(0);
  tool::TieFinder finder(draws);
  const Candidate first{EventId{1}, 0, here, "poll"};
  const Candidate second{EventId{2}, 0, {"a.yaml", 9, 5}, "other"};
  for (int i = 0; i < 1003; ++i) {
    finder.next(std::array{first, second});
    finder.fired(EventId{1}, i * 1ms, i * 1ms);
  }
  EXPECT_EQ(finder.ties().size(), 1000u);
  EXPECT_EQ(finder.left_out(), 3u);
}

}  // namespace
}  // namespace vtime::test
