#include "scenario/resolver/touches.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {
namespace {

using Kind = Touchable::Kind;

/// A loaded program whose functions are asked for by name.
class Asked {
 public:
  explicit Asked(const std::string& rest)
      : scenario_(load("test.yaml", "scenario: t\nscript:\n- let: {a: 1, b: 2}\n" + rest).scenarios.at(0)),
        index_(scenario_->program) {}

  Touches of(std::string_view name) const {
    for (const auto& function : scenario_->program.functions) {
      if (function->name == name) return index_.of(*function);
    }
    ADD_FAILURE() << "no function " << name;
    return {};
  }
  const TouchIndex& index() const { return index_; }

 private:
  std::shared_ptr<const Scenario> scenario_;
  TouchIndex index_;
};

std::vector<Kind> kinds(const std::vector<Touchable>& things) {
  std::vector<Kind> kinds;
  for (const Touchable& thing : things) kinds.push_back(thing.kind);
  return kinds;
}

TEST(Touches, TellReadsFromWritesAndLeaveOutWhatIsPrivate) {
  const Asked program(
      "functions:\n"
      "  reads_a: {do: [{let: {own: '${a}'}}, {set: {own: 1}}]}\n"
      "  writes_a: {do: [{set: {a: 2}}]}\n"
      "  writes_b: {do: [{set: {b: 2}}]}\n");
  const Touches reads_a = program.of("reads_a");
  EXPECT_THAT(kinds(reads_a.reads), testing::ElementsAre(Kind::variable));
  EXPECT_THAT(reads_a.writes, testing::IsEmpty());
  EXPECT_FALSE(reads_a.conflicts_with(reads_a)) << "readers don't conflict";
  EXPECT_TRUE(reads_a.conflicts_with(program.of("writes_a")));
  EXPECT_TRUE(program.of("writes_a").conflicts_with(reads_a));
  EXPECT_TRUE(program.of("writes_a").conflicts_with(program.of("writes_a")));
  EXPECT_FALSE(reads_a.conflicts_with(program.of("writes_b")));
}

TEST(Touches, GoThroughKnownCallsAndListenersAndStopAtUnknownOnes) {
  const Asked program(
      "- on: e\n  do: [{set: {b: 1}}]\n"
      "functions:\n"
      "  logs: {do: [{log: x}]}\n"
      "  calls: {do: [{call: logs}, {call: calls}]}\n"
      "  emits: {do: [{emit: e}]}\n"
      "  emits_another: {do: [{emit: f}]}\n"
      "  unknown: {params: [f], do: [{call: f}]}\n"
      "  computed: {do: [{emit: 'e${a}'}]}\n"
      "  bound: host\n");
  EXPECT_THAT(program.of("calls").writes, testing::ElementsAre(Touchable{Kind::log}));
  EXPECT_THAT(kinds(program.of("emits").writes), testing::ElementsAre(Kind::event, Kind::variable));
  EXPECT_THAT(program.of("emits_another").writes, testing::ElementsAre(program.index().event("f")));
  EXPECT_FALSE(program.of("emits").conflicts_with(program.of("emits_another")));
  for (const char* name : {"unknown", "computed", "bound"}) {
    EXPECT_TRUE(program.of(name).everything) << name;
    EXPECT_TRUE(program.of(name).conflicts_with(Touches{})) << name;
  }
}

TEST(Touches, AListenerOfAComputedEventMayHearAny) {
  const Asked program("- on: 'e${a}'\n  do: [{log: heard}]\nfunctions: {emits: {do: [{emit: e}]}}\n");
  EXPECT_THAT(kinds(program.of("emits").writes), testing::ElementsAre(Kind::log, Kind::event));
}

TEST(Touches, WhatIsArmedRunsLaterAndIsAskedForOnItsOwn) {
  const Asked program(
      "functions:\n"
      "  arms: {do: [{set_timeout: 1, do: [{log: x}]}]}\n"
      "  runs: {do: [{async: [{set: {a: 1}}]}, {promise: p, do: [{log: x}]}]}\n");
  EXPECT_THAT(program.of("arms").writes, testing::IsEmpty());
  EXPECT_THAT(kinds(program.of("runs").writes), testing::ElementsAre(Kind::log, Kind::promises, Kind::variable));
}

TEST(Touches, HandlesClocksChanceAndResourcesCount) {
  const Asked program(
      "functions:\n"
      "  clears: {do: [{clear_timeout: null}]}\n"
      "  blocks: {do: [{block: 1s}]}\n"
      "  looks: {do: [{set: {a: '${now()}'}}, {set: {a: '${wall_now()}'}}]}\n"
      "  draws: {do: [{set: {a: '${random()}'}}]}\n"
      "  loads: {do: [{load: r}]}\n"
      "resources: {r: {latency: 1s, result: 1}}\n");
  EXPECT_THAT(kinds(program.of("clears").writes), testing::ElementsAre(Kind::handles));
  EXPECT_THAT(kinds(program.of("blocks").writes), testing::ElementsAre(Kind::clock));
  EXPECT_THAT(kinds(program.of("looks").reads), testing::ElementsAre(Kind::clock, Kind::wall_clock));
  EXPECT_TRUE(program.of("blocks").conflicts_with(program.of("looks")));
  EXPECT_THAT(kinds(program.of("draws").writes), testing::ElementsAre(Kind::chance, Kind::variable));
  EXPECT_THAT(program.of("loads").writes, testing::ElementsAre(program.index().resource("r")));
}

TEST(Touches, ALongChainOfCallsIsNoRecursion) {
  std::string functions = "functions:\n";
  for (int i = 0; i < 5'000; ++i) {
    functions += "  f" + std::to_string(i) + ": {do: [{call: f" + std::to_string(i + 1) + "}]}\n";
  }
  EXPECT_THAT(Asked(functions + "  f5000: {do: [{log: x}]}\n").of("f0").writes,
              testing::ElementsAre(Touchable{Kind::log}));
}

}  // namespace
}  // namespace vtime::scenario
