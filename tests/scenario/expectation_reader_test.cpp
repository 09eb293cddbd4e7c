#include "scenario/reader_support.hpp"

namespace vtime::scenario {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::shared_ptr<const Scenario> load_expect(const std::string& lines) {
  return load_right("script: []\nexpect:\n" + lines);
}

const ExpectedLine& line_of(const Scenario& scenario, std::size_t index) {
  return std::get<ExpectedLine>(scenario.expect->transcript->at(index));
}

Line log_line(Duration at, std::string text, LineKind kind = LineKind::log) {
  return {at, kind, std::move(text), EventId::main, {}};
}

TEST(ExpectationReader, ReadsEachKindOfEntry) {
  const auto scenario = load_expect(
      "  - any time\n"
      "  - 2s: at a time\n"
      "  - 90ms..110ms: within\n"
      "  - {matches: '^took \\d+ms$'}\n"
      "  - 5: {matches: 'x'}\n"
      "  - uncaught: bang\n"
      "  - 1s: {uncaught: {matches: 'b.ng'}}\n"
      "  - stderr: oops\n"
      "  - ...\n"
      "  - any_order: [one, {3s: two}]\n");
  ASSERT_EQ(scenario->expect->transcript->size(), 10u);
  EXPECT_FALSE(line_of(*scenario, 0).time);
  EXPECT_EQ(line_of(*scenario, 1).time, (Window{2s, 2s}));
  EXPECT_EQ(line_of(*scenario, 2).time, (Window{90ms, 110ms}));
  EXPECT_TRUE(line_of(*scenario, 3).pattern.matches("took 12ms"));
  EXPECT_FALSE(line_of(*scenario, 3).pattern.matches("it took 12ms"));
  EXPECT_EQ(line_of(*scenario, 3).pattern.text, "^took \\d+ms$");
  EXPECT_EQ(line_of(*scenario, 4).time, (Window{5ms, 5ms})) << "a bare number is milliseconds";
  EXPECT_TRUE(line_of(*scenario, 4).pattern.matches("axb")) << "searched in the line";
  EXPECT_EQ(line_of(*scenario, 5).kind, LineKind::uncaught);
  EXPECT_TRUE(line_of(*scenario, 6).matches(log_line(1s, "bang", LineKind::uncaught)));
  EXPECT_FALSE(line_of(*scenario, 6).matches(log_line(1s, "bang")));
  EXPECT_EQ(line_of(*scenario, 7).kind, LineKind::error_output);
  EXPECT_TRUE(std::holds_alternative<AnyLines>(scenario->expect->transcript->at(8)));
  const auto& group = std::get<AnyOrder>(scenario->expect->transcript->at(9));
  ASSERT_EQ(group.lines.size(), 2u);
  EXPECT_EQ(group.lines[1].time, (Window{3s, 3s}));
}

TEST(ExpectationReader, TakesTextsAsWritten) {
  const auto scenario = load_expect("  - 1.0\n  - 0s: null\n  - ~\n  - 007\n  - ''\n  - '...'\n  - 0s: ${x}\n");
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 7; ++i) texts.push_back(line_of(*scenario, i).pattern.text);
  EXPECT_THAT(texts, ElementsAre("1.0", "null", "~", "007", "", "...", "${x}"));
}

TEST(ExpectationReader, TellsAnEmptyTranscriptFromNone) {
  EXPECT_EQ(load_expect("  []")->expect->transcript->size(), 0u);
  EXPECT_FALSE(load_expect("  never: [x]")->expect->transcript);
}

TEST(ExpectationReader, KnowsWhereEachEntryStands) {
  const auto scenario = load_expect(
      "  - 'one'  # comment\n"
      "  - 2s: two\n"
      "  - 3s:\n"
      "      uncaught: three\n"
      "  - ...\n"
      "  - any_order:\n"
      "      - four\n");
  const std::string& text = scenario->source->text;
  const auto written = [&](const Origin& origin) { return text.substr(origin.begin, origin.end - origin.begin); };
  const auto& items = *scenario->expect->transcript;
  EXPECT_EQ(written(line_of(*scenario, 0).origin), "'one'");
  EXPECT_EQ(written(line_of(*scenario, 1).origin), "2s: two");
  EXPECT_EQ(line_of(*scenario, 1).origin.line, 5u);
  EXPECT_EQ(line_of(*scenario, 1).origin.column, 5u);
  EXPECT_EQ(written(line_of(*scenario, 1).pattern.origin), "two");
  EXPECT_EQ(written(line_of(*scenario, 2).origin), "3s:\n      uncaught: three");
  EXPECT_EQ(written(std::get<AnyLines>(items[3]).origin), "...");
  EXPECT_EQ(written(std::get<AnyOrder>(items[4]).origin), "any_order:\n      - four");
  EXPECT_EQ(written(std::get<AnyOrder>(items[4]).lines[0].origin), "four");
}

TEST(ExpectationReader, ReadsTheRules) {
  const auto scenario = load_expect(
      "  never: [failed, {matches: '^error'}]\n"
      "  order:\n"
      "    - [first, {matches: second}]\n"
      "  within:\n"
      "    - {from: asked, to: answered, at_most: 2s}\n"
      "  count:\n"
      "    - {line: tick, times: 3}\n"
      "    - {line: {matches: tock}, times: 1..2}\n"
      "  ends_at: 5s\n"
      "  pending: [heartbeat, line 12, heartbeat]\n");
  const Expectations& expect = *scenario->expect;
  ASSERT_EQ(expect.never.size(), 2u);
  EXPECT_TRUE(expect.never[1].matches("error: x"));
  ASSERT_EQ(expect.order.size(), 1u);
  EXPECT_TRUE(expect.order[0].second.matches("the second"));
  ASSERT_EQ(expect.within.size(), 1u);
  EXPECT_EQ(expect.within[0].at_most, Duration(2s));
  ASSERT_EQ(expect.count.size(), 2u);
  EXPECT_EQ(expect.count[0].least, 3u);
  EXPECT_EQ(expect.count[0].most, 3u);
  EXPECT_EQ(expect.count[1].least, 1u);
  EXPECT_EQ(expect.count[1].most, 2u);
  EXPECT_EQ(expect.ends_at->value, Duration(5s));
  EXPECT_EQ(expect.ends_at->origin.line, 12u);
  EXPECT_THAT(expect.pending->value, ElementsAre("heartbeat", "line 12", "heartbeat"));
}

TEST(ExpectationReader, TakesNothingPendingAsAnExpectation) {
  const auto scenario = load_expect("  pending: []");
  ASSERT_TRUE(scenario->expect->pending);
  EXPECT_THAT(scenario->expect->pending->value, IsEmpty());
  EXPECT_FALSE(scenario->expect->empty());
}

}  // namespace
}  // namespace vtime::scenario
