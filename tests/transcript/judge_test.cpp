// How a difference is aligned and arranged, and that long transcripts stay within bounds.

#include <gtest/gtest.h>

#include "transcript/align.hpp"
#include "transcript/automaton.hpp"
#include "transcript/judge.hpp"
#include "transcript/naive.hpp"
#include "transcript/support.hpp"

namespace vtime::testing {
namespace {

std::string diff_of(const std::vector<ExpectedItem>& items, const std::vector<Line>& lines) {
  Expectations expectations;
  expectations.transcript = items;
  const Judgement judgement = judge(expectations, {lines, {}, {}});
  if (!judgement.diff) return "";
  score_of(judgement.diff->rows, items, lines);  // fails the test where the rows are no alignment
  return shown(judgement.diff->rows, items, lines);
}

TEST(Diff, PairsTheRightTextWithItsWrongTime) {
  EXPECT_EQ(diff_of({text_at(0, "a"), text_at(4, "b"), text_at(9, "c")}, {line(0, "a"), line(5, "b"), line(9, "c")}),
            "=a -b! +b! =c");
}

TEST(Diff, PairsALineWithTheOneThatCameInItsPlace) {
  EXPECT_EQ(diff_of(items_of("a attempt_2 attempt_4 z"), lines_of("a attempt_3 attempt_5 z")),
            "=a -attempt_2~ +attempt_3~ -attempt_4~ +attempt_5~ =z");
}

TEST(Diff, DoesNotPairWhatHasNothingInCommon) {
  EXPECT_EQ(diff_of(items_of("a connect listen z"), lines_of("a 12345 z")), "=a -connect -listen +12345 =z");
}

TEST(Diff, OrdersWhatDiffersByTime) {
  EXPECT_EQ(diff_of({text_at(2, "early"), text_at(9, "quiet")}, {line(4, "12"), line(7, "34"), line(11, "56")}),
            "-early +12 +34 -quiet +56");
}

TEST(Diff, TakesNoMoreThanNeededApart) {
  EXPECT_EQ(diff_of(items_of("a b c d e"), lines_of("a c d e")), "=a -b =c =d =e");
  EXPECT_EQ(diff_of(items_of("a b c"), lines_of("x a b c")), "+x =a =b =c");
}

TEST(Diff, ShowsWhichMembersOfAnAnyOrderAreMissing) {
  EXPECT_EQ(diff_of(items_of("start (a b c) end"), lines_of("start c a end")), "=start =c =a -b =end");
  EXPECT_EQ(diff_of(items_of("start (a b c) end"), lines_of("start c xx a b end")), "=start =c +xx =a =b =end");
}

TEST(Diff, PairsAMemberOfAnAnyOrderThatCameAtAnotherTime) {
  EXPECT_EQ(diff_of({any_order({text_at(1, "a"), text_at(2, "b"), text_at(3, "c")})},
                    {line(1, "a"), line(3, "c"), line(4, "b")}),
            "=a =c -b! +b!");
}

TEST(Diff, AnyLinesTakeWhatIsBetween) {
  EXPECT_EQ(diff_of(items_of("a ... x z"), lines_of("a b c x y")), "=a .b .c =x -z~ +y~");
}

TEST(Diff, TheFirstDifferenceIsTheFirstRowThatDiffers) {
  Expectations expectations;
  expectations.transcript = items_of("a b c");
  const std::vector<Line> lines = lines_of("a c");
  const Judgement judgement = judge(expectations, {lines, {}, {}});
  ASSERT_TRUE(judgement.diff);
  EXPECT_EQ(judgement.diff->first_difference, 1u);
}

TEST(Automaton, GivesUpAtTheFirstLineThatRulesAMatchOut) {
  const std::vector<ExpectedItem> items = items_of("a b");
  Automaton automaton(items);
  EXPECT_TRUE(automaton.feed(line(0, "a")));
  EXPECT_FALSE(automaton.accepts());
  EXPECT_FALSE(automaton.feed(line(0, "c")));
  EXPECT_FALSE(automaton.feed(line(0, "b")));
}

TEST(Automaton, NamesWhatMayComeNext) {
  const std::vector<ExpectedItem> items = items_of("a (b c) ... d");
  Automaton automaton(items);
  using Next = std::vector<NextExpected>;
  EXPECT_EQ(automaton.pending_expectations(), (Next{{0, {}}}));
  automaton.feed(line(0, "a"));
  EXPECT_EQ(automaton.pending_expectations(), (Next{{1, 0}, {1, 1}}));
  automaton.feed(line(0, "c"));
  EXPECT_EQ(automaton.pending_expectations(), (Next{{1, 0}}));
  automaton.feed(line(0, "b"));
  EXPECT_EQ(automaton.pending_expectations(), (Next{{3, {}}}));
  automaton.feed(line(0, "d"));
  EXPECT_TRUE(automaton.accepts());
  EXPECT_TRUE(automaton.can_match());
}

TEST(Automaton, ACopyGoesItsOwnWay) {
  const std::vector<ExpectedItem> items = items_of("... (a b *) c");
  Automaton automaton(items);
  automaton.feed(line(0, "b"));
  Automaton copy = automaton;
  for (const Line& next : lines_of("x a c")) copy.feed(next);
  EXPECT_TRUE(copy.accepts());
  EXPECT_FALSE(automaton.accepts());
  for (const Line& next : lines_of("a a b c")) automaton.feed(next);
  EXPECT_TRUE(automaton.accepts());
}

TEST(Automaton, MovesEarlierLinesWhenALaterOneNeedsTheirPlace) {
  const std::vector<ExpectedItem> items = items_of("(* a* ab*)");
  for (const char* words : {"ab a b", "a ab b", "ab ab b", "b ab a"}) {
    Automaton automaton(items);
    for (const Line& next : lines_of(words)) EXPECT_TRUE(automaton.feed(next)) << words;
    EXPECT_TRUE(automaton.accepts()) << words;
  }
}

class LongTranscript : public ::testing::Test {
 protected:
  void fill(int count) {
    for (int i = 0; i < count; ++i) {
      expected.emplace_back(text_at(i, "line " + std::to_string(i)));
      lines.push_back(line(i, "line " + std::to_string(i)));
    }
  }
  Score score() const { return score_of(align(expected, lines).rows, expected, lines); }

  std::vector<ExpectedItem> expected;
  std::vector<Line> lines;
};

TEST_F(LongTranscript, FindsItsWayBackAfterALongStretchOfOtherLines) {
  fill(40'000);
  lines.erase(lines.begin() + 100, lines.begin() + 120);
  lines.insert(lines.begin() + 20'000, 6'000, line(20'020, "noise"));
  lines[30'000].text = "changed";
  EXPECT_EQ(score().met, 40'000u - 21u);
}

TEST_F(LongTranscript, OfRepeatedLinesIsAlignedPieceByPiece) {
  for (int i = 0; i < 30'000; ++i) {
    expected.emplace_back(text("tick " + std::to_string(i % 3)));
    if (i % 1000 != 500) lines.push_back(line(i, "tick " + std::to_string(i % 3)));
  }
  lines[0].text = "first";
  lines.back().text = "last";
  EXPECT_EQ(score().met, lines.size() - 2);
}

TEST_F(LongTranscript, OfRepeatedLinesFindsItsWayBackBehindLinesThatNothingExpects) {
  for (int i = 0; i < 6'000; ++i) {
    expected.emplace_back(text("tick " + std::to_string(i % 3)));
    lines.push_back(line(i, "tick " + std::to_string(i % 3)));
  }
  lines.insert(lines.begin() + 3'000, 500, line(3'000, "noise"));
  lines.insert(lines.begin() + 1'000, line(1'000, "noise"));
  lines.back().text = "last";
  EXPECT_EQ(score().met, expected.size() - 1);
}

TEST_F(LongTranscript, WithNothingInCommonIsBounded) {
  fill(30'000);
  for (Line& actual : lines) actual.text += "!";
  EXPECT_EQ(score(), (Score{0, 0, 0}));
}

TEST_F(LongTranscript, KeepsPairsTogetherWhereItIsAlignedPieceByPiece) {
  for (int i = 0; i < 10'000; ++i) {
    expected.emplace_back(text_at(100'000 + i, "tick"));
    lines.push_back(line(i, "tick"));
  }
  EXPECT_EQ(score(), (Score{0, 0, 10'000}));
}

TEST_F(LongTranscript, AnAnyOrderOfTenThousandNamesTheOneThatIsMissing) {
  AnyOrder all;
  for (int i = 0; i < 10'000; ++i) {
    all.lines.push_back(text("part " + std::to_string(i)));
    lines.push_back(line(0, "part " + std::to_string(9'999 - i)));
  }
  expected.emplace_back(all);
  lines[7'000].text = "surprise";
  EXPECT_EQ(score().met, 9'999u);
}

TEST_F(LongTranscript, AnyOrdersAreNeverTakenApart) {
  for (int group = 0; group < 600; ++group) {
    AnyOrder members;
    for (int i = 0; i < 10; ++i) {
      members.lines.push_back(text("part " + std::to_string(i)));
      lines.push_back(line(group, "part " + std::to_string(9 - i)));
    }
    expected.emplace_back(members);
  }
  lines.front().text = lines.back().text = "surprise";
  EXPECT_EQ(score().met, 6'000u - 2u);
}

}  // namespace
}  // namespace vtime::testing
