// A run is a function of the program, the chooser and the recorder.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "run_support.hpp"
#include "vtime/enumerating_chooser.hpp"
#include "vtime/recorder.hpp"
#include "vtime/replay_chooser.hpp"

namespace vtime::scenario {
namespace {

using testing::ElementsAre;

constexpr const char* three_timers = R"(
script:
  - {set_timeout: 5, do: [{log: a}]}
  - {set_timeout: 5, do: [{log: b}]}
  - {set_timeout: 5, do: [{log: c}]}
)";

TEST(Seams, AScenarioIsDrivenThroughEveryOrderOfThreeTimersAndOneIsReplayed) {
  const auto scenario = scenario_of(three_timers);
  ASSERT_NE(scenario, nullptr);
  EnumeratingChooser chooser;
  std::set<std::string> orders;
  Choices reversed;
  do {
    RunOptions options;
    options.chooser = &chooser;
    std::string order;
    for (const Line& line : run(*scenario, options).lines) order += line.text;
    EXPECT_TRUE(orders.insert(order).second) << order << " came twice";
    if (order == "cba") reversed = chooser.choices();
  } while (chooser.next_run());
  EXPECT_THAT(orders, ElementsAre("abc", "acb", "bac", "bca", "cab", "cba"));

  ReplayChooser replay(reversed);
  RunOptions options;
  options.chooser = &replay;
  EXPECT_THAT(transcript(run(*scenario, options)), ElementsAre("5ms: c", "5ms: b", "5ms: a"));
  EXPECT_TRUE(replay.exhausted());
}

TEST(Seams, EveryFreedomIsAskedOfTheChooser) {
  const auto scenario = scenario_of(R"(
resources:
  disk: {latency: 1ms..2ms, result: 1}
script:
  - {set_timeout: 10ms..11ms, do: [{log: "timer ${now()}"}]}
  - {load: disk, do: [{log: "load ${now()}"}]}
  - async: [{sleep: 20ms..21ms}, {log: "slept ${now()}"}]
  - choose: [{log: left}, {log: right}]
  - log: ${random(1, 2)}
)");
  ASSERT_NE(scenario, nullptr);
  EnumeratingChooser chooser;
  std::set<std::vector<std::string>> runs;
  do {
    RunOptions options;
    options.chooser = &chooser;
    runs.insert(transcript(run(*scenario, options)));
  } while (chooser.next_run());
  EXPECT_EQ(runs.size(), 32u);
}

TEST(Seams, TwoThreadsThatRunOneProgramGetTheSame) {
  const auto scenario = scenario_of(R"(
resources:
  service: {latency: 1ms..20ms, result: {a: [1, 2]}, concurrency: 2}
functions:
  work: {async: true, params: [n], do: [{load: service, as: l}, {await: l, into: r}, {log: "${n} ${r} ${random()}"}]}
script:
  - repeat: 20
    as: i
    do: [{call: work, with: ["${i}"]}, {let: {self: null}}, {set: {self: {function: [], do: [{log: "${self}"}]}}}]
)");
  ASSERT_NE(scenario, nullptr);
  const auto expected = transcript(run(*scenario));
  EXPECT_EQ(expected.size(), 20u);
  const auto repeat = [&] {
    for (int i = 0; i < 50; ++i) EXPECT_EQ(transcript(run(*scenario)), expected);
  };
  std::thread other(repeat);
  repeat();
  other.join();
}

class Listener final : public Recorder {
 public:
  void armed(const Armed& armed) override {
    heard.push_back("armed " + std::string(armed.label) + " by " +
                    std::to_string(static_cast<std::uint32_t>(armed.armer)));
  }
  void cancelled(EventId, EventId) override { heard.emplace_back("cancelled"); }
  void fired(EventId event, Duration, Duration) override {
    heard.push_back("fired " + std::to_string(static_cast<std::uint32_t>(event)));
  }
  void returned(EventId, Duration blocked) override { heard.push_back("blocked " + to_text(blocked)); }
  void clock_read(EventId, Duration offset) override { heard.push_back("read +" + to_text(offset)); }
  void touched(EventId event, std::uint32_t what, bool written) override {
    if (!hears_touches) return;
    heard.push_back(std::to_string(static_cast<unsigned>(event)) + (written ? " writes " : " reads ") +
                    std::to_string(what));
  }
  void driver_limit(Duration until) override { heard.push_back("until " + to_text(until)); }

  std::vector<std::string> heard;
  bool hears_touches = false;
};

TEST(Seams, TheRecorderHearsTheArmingsTheFiringsAndTheProgramsClockReads) {
  const auto scenario = scenario_of(R"(
stop_at: 15ms
script:
  - {set_timeout: 5, as: first, do: [{block: 2ms}, {let: {t: "${now()}"}}, {clear_timeout: second}]}
  - {set_timeout: 10, as: second, do: []}
  - {set_timeout: 20, as: third, do: []}
)");
  ASSERT_NE(scenario, nullptr);
  Listener listener;
  RunOptions options;
  options.recorder = &listener;
  run(*scenario, options);
  EXPECT_THAT(listener.heard,
              ElementsAre("fired 0", "armed first by 0", "armed second by 0", "armed third by 0", "blocked 0s",
                          "fired 1", "read +2ms", "cancelled", "blocked 2ms", "until 15ms"));
}

TEST(Seams, TheRecorderHearsWhichSharedVariablesACallbackReadsAndWrites) {
  const auto scenario = scenario_of(R"(
script:
  - let: {shared: 1}
  - {set_timeout: 5, do: [{let: {own: 2}}, {set: {shared: "${shared + own}"}}]}
)");
  ASSERT_NE(scenario, nullptr);
  Listener listener;
  listener.hears_touches = true;
  RunOptions options;
  options.recorder = &listener;
  run(*scenario, options);
  std::erase_if(listener.heard, [](const std::string& text) { return text.find("s 1") == std::string::npos; });
  EXPECT_THAT(listener.heard, ElementsAre("0 writes 1", "1 reads 1", "1 writes 1"));
}

TEST(Seams, LinesKnowTheEventThatWroteThemWhileSomethingRecords) {
  const auto scenario = scenario_of("script:\n  - log: script\n  - {set_timeout: 5, do: [{log: timer}]}\n");
  ASSERT_NE(scenario, nullptr);
  Listener listener;
  RunOptions options;
  options.recorder = &listener;
  const RunResult result = run(*scenario, options);
  ASSERT_EQ(result.lines.size(), 2u);
  EXPECT_EQ(result.lines[0].event, EventId::main);
  EXPECT_NE(result.lines[1].event, EventId::main);
}

}  // namespace
}  // namespace vtime::scenario
