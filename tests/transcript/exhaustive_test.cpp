// Every small list of entries against every small transcript, compared with a matcher that tries everything.

#include <gtest/gtest.h>

#include <cstdint>

#include "transcript/align.hpp"
#include "transcript/automaton.hpp"
#include "transcript/naive.hpp"
#include "transcript/support.hpp"

namespace vtime::testing {
namespace {

/// Calls visit(choices) for all lists of up to `most` numbers below `count`.
template <typename Visit>
void for_all_lists(std::size_t count, std::size_t most, Visit visit) {
  for (std::size_t length = 0; length <= most; ++length) {
    std::vector<std::size_t> choices(length, 0);
    for (bool more = true; more;) {
      visit(choices);
      more = false;
      for (std::size_t& choice : choices) {
        if (++choice < count) {
          more = true;
          break;
        }
        choice = 0;
      }
    }
  }
}

template <typename T>
std::vector<std::vector<T>> all_lists(const std::vector<T>& alphabet, std::size_t most) {
  std::vector<std::vector<T>> lists;
  for_all_lists(alphabet.size(), most, [&](const std::vector<std::size_t>& choices) {
    std::vector<T> list;
    for (const std::size_t choice : choices) list.push_back(alphabet[choice]);
    lists.push_back(std::move(list));
  });
  return lists;
}

std::string described(const std::vector<ExpectedItem>& items, const std::vector<Line>& lines) {
  std::string result;
  for (const ExpectedItem& item : items) {
    if (const auto* any_order = std::get_if<AnyOrder>(&item)) {
      result += "(";
      for (const ExpectedLine& member : any_order->lines) result += " " + member.pattern.text;
      result += ") ";
    } else if (const auto* expected = std::get_if<ExpectedLine>(&item)) {
      result += (expected->time ? to_text(expected->time->least) + ":" : "") + expected->pattern.text + " ";
    } else {
      result += "... ";
    }
  }
  result += " against ";
  for (const Line& actual : lines) result += to_text(actual.at) + ":" + actual.text + " ";
  return result;
}

std::vector<ExpectedItem> untimed_alphabet() { return items_of("a b * ... (a b) (* a*) (a *) (a b b)"); }

TEST(Exhaustive, TheAutomatonAcceptsWhatSomeAssignmentMatches) {
  const std::vector<std::vector<Line>> transcripts = all_lists(lines_of("a b"), 4);
  for (const std::vector<ExpectedItem>& items : all_lists(untimed_alphabet(), 4)) {
    for (const std::vector<Line>& lines : transcripts) {
      Automaton automaton(items);
      for (const Line& actual : lines) automaton.feed(actual);
      ASSERT_EQ(automaton.accepts(), naive_matches(items, lines)) << described(items, lines);
    }
  }
}

TEST(Exhaustive, TheAutomatonGivesUpOnlyAndAlwaysWhenNoContinuationMatches) {
  const std::vector<std::vector<Line>> transcripts = all_lists(lines_of("a b"), 3);
  const std::vector<std::vector<Line>> continuations = all_lists(lines_of("a b"), 6);
  for (const std::vector<ExpectedItem>& items : all_lists(items_of("a b * ... (a b) (a a)"), 3)) {
    for (const std::vector<Line>& lines : transcripts) {
      Automaton automaton(items);
      for (const Line& actual : lines) automaton.feed(actual);
      bool possible = false;
      for (const std::vector<Line>& more : continuations) {
        std::vector<Line> whole = lines;
        whole.insert(whole.end(), more.begin(), more.end());
        possible = possible || naive_matches(items, whole);
        if (possible) break;
      }
      ASSERT_EQ(automaton.can_match(), possible) << described(items, lines);
    }
  }
}

TEST(Exhaustive, TheAlignmentMeetsAsManyLinesAsCanBe) {
  const std::vector<std::vector<Line>> transcripts = all_lists(lines_of("a b"), 4);
  for (const std::vector<ExpectedItem>& items : all_lists(items_of("a b * ... (a b b) (* a*) (a *)"), 3)) {
    for (const std::vector<Line>& lines : transcripts) {
      ASSERT_EQ(score_of(align(items, lines).rows, items, lines), naive_best(items, lines)) << described(items, lines);
    }
  }
}

TEST(Exhaustive, TheAlignmentKnowsTimes) {
  const std::vector<Line> moments{line(0, "a"), line(1, "a"), line(1, "b")};
  const std::vector<ExpectedItem> entries{text_at(0, "a"),
                                          text_at(1, "a"),
                                          text("a"),
                                          text_within(0, 1, "b"),
                                          text_at(0, "b"),
                                          AnyLines{},
                                          any_order({text_at(0, "a"), text_at(1, "b")})};
  const std::vector<std::vector<Line>> transcripts = all_lists(moments, 3);
  for (const std::vector<ExpectedItem>& items : all_lists(entries, 3)) {
    for (const std::vector<Line>& lines : transcripts) {
      ASSERT_EQ(score_of(align(items, lines).rows, items, lines), naive_best(items, lines)) << described(items, lines);
      Automaton automaton(items);
      for (const Line& actual : lines) automaton.feed(actual);
      ASSERT_EQ(automaton.accepts(), naive_matches(items, lines)) << described(items, lines);
    }
  }
}

TEST(Exhaustive, AJudgementHasADifferenceExactlyWhenTheTranscriptDiffers) {
  const std::vector<std::vector<Line>> transcripts = all_lists(lines_of("a b"), 4);
  for (const std::vector<ExpectedItem>& items : all_lists(items_of("a b ... (a b b) (* a*) (a *)"), 3)) {
    Expectations expectations;
    expectations.transcript = items;
    for (const std::vector<Line>& lines : transcripts) {
      const Judgement judgement = judge(expectations, {lines, {}, {}});
      ASSERT_EQ(!judgement.diff, naive_matches(items, lines)) << described(items, lines);
      if (!judgement.diff) continue;
      ASSERT_LT(judgement.diff->first_difference, judgement.diff->rows.size()) << described(items, lines);
      ASSERT_TRUE(judgement.diff->rows[judgement.diff->first_difference].differs()) << described(items, lines);
    }
  }
}

}  // namespace
}  // namespace vtime::testing
