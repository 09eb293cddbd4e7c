// The expectations beside the transcript: when each holds, and what is said when it doesn't.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "transcript/judge.hpp"
#include "transcript/support.hpp"

namespace vtime::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Pattern exactly(std::string wanted) {
  Pattern pattern;
  pattern.text = std::move(wanted);
  return pattern;
}

std::vector<std::string> messages(const Expectations& expectations, const std::vector<Line>& lines,
                                  Duration ended_at = {}, std::vector<std::string> pending = {}) {
  const Judgement judgement = judge(expectations, {lines, ended_at, std::move(pending)});
  EXPECT_TRUE(judgement.checked);
  EXPECT_EQ(judgement.passed(), judgement.broken.empty());
  std::vector<std::string> result;
  for (const BrokenRule& rule : judgement.broken) result.push_back(rule.message);
  return result;
}

TEST(Never, HoldsWhereNoLineMatches) {
  Expectations expectations;
  expectations.never = {exactly("warning"), containing("error")};
  EXPECT_THAT(messages(expectations, {line(0, "warnings")}), IsEmpty());
}

TEST(Never, NamesTheFirstLineThatMatches) {
  Expectations expectations;
  expectations.never = {exactly("boom"), containing("warn")};
  EXPECT_THAT(messages(expectations, {line(0, "a"), line(5, "boom"), line(6, "warning"), line(7, "boom")}),
              ElementsAre("never: 'boom' was seen at 5ms (line 2) and once more",
                          "never: a match of 'warn' was seen at 6ms (line 3): 'warning'"));
}

TEST(Never, IsAboutLogLinesOnly) {
  Expectations expectations;
  expectations.never = {exactly("boom")};
  EXPECT_THAT(messages(expectations, {line(5, "boom", LineKind::uncaught), line(5, "boom", LineKind::error_output)}),
              IsEmpty());
}

TEST(Order, HoldsWhereTheFirstOfOneComesBeforeTheFirstOfTheOther) {
  Expectations expectations;
  expectations.order = {{exactly("a"), exactly("b"), {}}};
  EXPECT_THAT(messages(expectations, lines_of("a b a")), IsEmpty());
  EXPECT_THAT(messages(expectations, lines_of("a a")), IsEmpty());
  EXPECT_THAT(messages(expectations, lines_of("b b")), IsEmpty());
  EXPECT_THAT(messages(expectations, {}), IsEmpty());
}

TEST(Order, SaysWhereBothCame) {
  Expectations expectations;
  expectations.order = {{exactly("a"), exactly("b"), {}}};
  EXPECT_THAT(messages(expectations, {line(1, "b"), line(2, "a"), line(3, "b")}),
              ElementsAre("order: 'a' came first at 2ms (line 2), after 'b' at 1ms (line 1)"));
}

TEST(Order, OneLineDoesNotComeBeforeItself) {
  Expectations expectations;
  expectations.order = {{containing("a"), containing("b"), {}}};
  EXPECT_THAT(messages(expectations, {line(1, "ab")}),
              ElementsAre("order: a match of 'a' and a match of 'b' are first seen in one line, at 1ms (line 1)"));
}

TEST(Within, EveryFromNeedsALaterToSoonEnough) {
  Expectations expectations;
  expectations.within = {{exactly("request"), exactly("response"), ms(10), {}}};
  EXPECT_THAT(messages(expectations, {line(0, "request"), line(10, "response")}), IsEmpty());
  EXPECT_THAT(messages(expectations, {}), IsEmpty());
  EXPECT_THAT(messages(expectations, {line(5, "response"), line(5, "request")}),
              ElementsAre("within: 'request' at 5ms (line 2) was not followed by 'response' within 10ms: none came "
                          "after it"));
  EXPECT_THAT(messages(expectations, {line(0, "request"), line(11, "response")}),
              ElementsAre("within: 'request' at 0s (line 1) was not followed by 'response' within 10ms: the next came "
                          "11ms later, at 11ms (line 2)"));
}

TEST(Within, OneToMayServeSeveral) {
  Expectations expectations;
  expectations.within = {{exactly("request"), exactly("response"), ms(10), {}}};
  EXPECT_THAT(messages(expectations, {line(0, "request"), line(4, "request"), line(10, "response")}), IsEmpty());
}

TEST(Within, TellsTheFirstFailureAndHowManyMore) {
  Expectations expectations;
  expectations.within = {{exactly("a"), exactly("b"), ms(1), {}}};
  EXPECT_THAT(messages(expectations, {line(0, "a"), line(1, "b"), line(2, "a"), line(3, "a"), line(4, "a")}),
              ElementsAre("within: 'a' at 2ms (line 3) was not followed by 'b' within 1ms: none came after it; and so "
                          "twice more"));
}

TEST(Within, ALineIsNotLaterThanItself) {
  Expectations expectations;
  expectations.within = {{exactly("beat"), exactly("beat"), ms(5), {}}};
  EXPECT_THAT(messages(expectations, {line(0, "beat"), line(5, "beat")}),
              ElementsAre("within: 'beat' at 5ms (line 2) was not followed by 'beat' within 5ms: none came after it"));
}

TEST(Count, TakesANumberOrARange) {
  Expectations expectations;
  expectations.count = {{exactly("tick"), 1, 3, {}}};
  EXPECT_THAT(messages(expectations, lines_of("tick")), IsEmpty());
  EXPECT_THAT(messages(expectations, lines_of("tick tick tick")), IsEmpty());
  EXPECT_THAT(messages(expectations, {}), ElementsAre("count: 'tick' was seen never, expected 1 to 3 times"));
  expectations.count = {{exactly("tick"), 2, 2, {}}};
  EXPECT_THAT(messages(expectations, {line(1, "tick"), line(2, "tick"), line(3, "tick")}),
              ElementsAre("count: 'tick' was seen 3 times, expected twice; the first too many came at 3ms (line 3)"));
}

TEST(EndsAt, ComparesTheClock) {
  Expectations expectations;
  expectations.ends_at = Located<Duration>{ms(5), {}};
  EXPECT_THAT(messages(expectations, {}, ms(5)), IsEmpty());
  EXPECT_THAT(messages(expectations, {}, ms(7)),
              ElementsAre("ends_at: the run ended at 7ms, expected 5ms (2ms later)"));
  EXPECT_THAT(messages(expectations, {}, ms(4)),
              ElementsAre("ends_at: the run ended at 4ms, expected 5ms (1ms earlier)"));
}

TEST(Pending, IsAMultisetInAnyOrder) {
  Expectations expectations;
  expectations.pending = Located<std::vector<std::string>>{{"poll", "user", "poll"}, {}};
  EXPECT_THAT(messages(expectations, {}, {}, {"poll", "poll", "user"}), IsEmpty());
  EXPECT_THAT(
      messages(expectations, {}, {}, {"poll", "user", "line 4", "line 4"}),
      ElementsAre("pending: still waiting at the end, not expected: 'line 4' twice; expected to wait at the end, "
                  "but not waiting: 'poll'"));
}

TEST(Pending, NothingMayBeExpected) {
  Expectations expectations;
  expectations.pending = Located<std::vector<std::string>>{{}, {}};
  EXPECT_THAT(messages(expectations, {}), IsEmpty());
  EXPECT_THAT(messages(expectations, {}, {}, {"poll"}),
              ElementsAre("pending: still waiting at the end, not expected: 'poll'"));
}

TEST(Judge, ARunWithoutExpectationsIsUncheckedAndNoPass) {
  const std::vector<Line> lines = lines_of("a");
  const Judgement judgement = judge({}, {lines, {}, {}});
  EXPECT_FALSE(judgement.checked);
  EXPECT_FALSE(judgement.passed());
}

TEST(Judge, AnEmptyTranscriptIsAnExpectation) {
  Expectations expectations;
  expectations.transcript.emplace();
  EXPECT_TRUE(judge(expectations, {}).passed());
  const std::vector<Line> lines = lines_of("a");
  EXPECT_FALSE(judge(expectations, {lines, {}, {}}).passed());
}

TEST(Judge, TextAndPatternsMatchLogLinesOnly) {
  const std::vector<Line> uncaught{line(0, "boom", LineKind::uncaught)};
  Expectations expectations;
  expectations.transcript = std::vector<ExpectedItem>{text("boom")};
  EXPECT_FALSE(judge(expectations, {uncaught, {}, {}}).passed());
  expectations.transcript = std::vector<ExpectedItem>{line_containing("boom")};
  EXPECT_FALSE(judge(expectations, {uncaught, {}, {}}).passed());
  expectations.transcript = std::vector<ExpectedItem>{text("boom", LineKind::uncaught)};
  EXPECT_TRUE(judge(expectations, {uncaught, {}, {}}).passed());
}

TEST(Judge, AWindowHoldsItsEnds) {
  Expectations expectations;
  expectations.transcript = std::vector<ExpectedItem>{text_within(90, 110, "x")};
  for (const int at : {90, 100, 110}) {
    const std::vector<Line> lines{line(at, "x")};
    EXPECT_TRUE(judge(expectations, {lines, {}, {}}).passed()) << at;
  }
  for (const int at : {89, 111}) {
    const std::vector<Line> lines{line(at, "x")};
    EXPECT_FALSE(judge(expectations, {lines, {}, {}}).passed()) << at;
  }
}

}  // namespace
}  // namespace vtime::testing
