// How failures look. The golden texts are the product's face: read them when they change.

#include "transcript/diff_text.hpp"

#include <gtest/gtest.h>

#include "transcript/golden.hpp"
#include "transcript/support.hpp"

namespace vtime::testing {
namespace {

struct Failure {
  std::vector<ExpectedItem> expected;
  std::vector<Line> lines;
  std::vector<ChainLink> chain;
  DiffTextOptions options;
};

DiffTextOptions in_file(std::size_t width = 80) {
  DiffTextOptions options;
  options.file = "retry.yaml";
  options.width = width;
  return options;
}

/// The failure side by side and unified.
std::string both_layouts(Failure failure) {
  number(failure.expected, 12);
  Expectations expectations;
  expectations.transcript = failure.expected;
  const Observed observed{failure.lines, {}, {}};
  const Judgement judgement = judge(expectations, observed);
  std::string text;
  for (const std::size_t width : {std::size_t{80}, std::size_t{110}}) {
    DiffTextOptions options = failure.options;
    options.file = "retry.yaml";
    options.width = width;
    text += diff_text(expectations, observed, judgement, failure.chain, options) + "\n";
  }
  return text;
}

ChainLink link(EventKind kind, std::string label, std::uint32_t line, std::int64_t armed, std::int64_t due,
               std::int64_t ran) {
  return {kind, std::move(label), {"retry.yaml", line, 3}, ms(armed), ms(due), ms(ran)};
}

TEST(DiffText, RightTextAtTheWrongTime) {
  const Failure failure{
      {text_at(0, "before"), text_at(0, "after"), text_at(2000, "inside the function"), text_at(2500, "done")},
      {line(0, "before"), line(0, "after"), line(3000, "inside the function"), line(2500, "done")},
      {{}, link(EventKind::timer, "connect", 4, 0, 2000, 3000)},
      {}};
  EXPECT_GOLDEN(both_layouts(failure), "wrong_time.txt");
}

TEST(DiffText, TextsThatDifferByABit) {
  const Failure failure{{text_at(0, "attempt 1 of 5 failed"), text_at(100, "attempt 2 of 5 failed"),
                         text_at(300, "attempt 3 of 5 failed"), text("gave up")},
                        {line(0, "attempt 1 of 5 failed"), line(100, "attempt 22 of 5 failed"),
                         line(300, "attempt 3 of 5"), line(300, "gave up ")},
                        {},
                        {}};
  EXPECT_GOLDEN(both_layouts(failure), "similar_texts.txt");
}

TEST(DiffText, SwappedLines) {
  const Failure failure{{text_at(0, "start"), text_at(5, "timer"), text_at(5, "microtask"), text_at(9, "end")},
                        {line(0, "start"), line(5, "microtask"), line(5, "timer"), line(9, "end")},
                        {{}, link(EventKind::timer, "", 4, 0, 5, 5), link(EventKind::microtask, "line 6", 6, 5, 5, 5)},
                        {}};
  EXPECT_GOLDEN(both_layouts(failure), "swapped.txt");
}

TEST(DiffText, MissingAndUnexpectedLinesFarApartFoldWhatIsBetween) {
  Failure failure;
  for (int i = 0; i < 40; ++i) {
    failure.expected.emplace_back(text_at(i, "beat " + std::to_string(i)));
    if (i != 10) failure.lines.push_back(line(i, "beat " + std::to_string(i)));
    if (i == 30) failure.lines.push_back(line(i, "watchdog: no beat for 2ms"));
  }
  EXPECT_GOLDEN(both_layouts(failure), "far_apart.txt");
}

TEST(DiffText, NothingWasLogged) {
  EXPECT_GOLDEN(both_layouts({{text_at(0, "before"), text("after")}, {}, {}, {}}), "nothing_logged.txt");
}

TEST(DiffText, MoreThanExpected) {
  EXPECT_GOLDEN(both_layouts({{text_at(0, "before")}, {line(0, "before"), line(7, "a late callback")}, {}, {}}),
                "more_than_expected.txt");
}

TEST(DiffText, WindowsPatternsAndUncaughtErrors) {
  ExpectedLine pattern = line_containing("^GET /[a-z]+$");
  pattern.time = Window{ms(90), ms(110)};
  const Failure failure{
      {text_within(90, 110, "retrying"), pattern, text_at(200, "boom"), text_at(300, "boom", LineKind::uncaught)},
      {line(120, "retrying"), line(100, "POST /users"), line(200, "boom", LineKind::uncaught)},
      {},
      {}};
  EXPECT_GOLDEN(both_layouts(failure), "windows_patterns_uncaught.txt");
}

TEST(DiffText, AnyOrderAndAnyLines) {
  const Failure failure{
      {text("start"), any_order({text_at(10, "a"), text("b"), text("c")}), AnyLines{}, text("end")},
      {line(0, "start"), line(5, "b"), line(12, "a"), line(13, "d"), line(14, "noise"), line(15, "noise"),
       line(16, "noise"), line(17, "noise"), line(18, "noise"), line(19, "the end")},
      {},
      {}};
  EXPECT_GOLDEN(both_layouts(failure), "any_order.txt");
}

TEST(DiffText, LongLinesAreCutAroundTheDifference) {
  const std::string head = "GET https://example.org/a/rather/long/path/that/goes/on/and/on/and/on/for/ever?query=";
  const Failure failure{
      {text_at(0, head + "one&more=1"), text_at(1, head)}, {line(0, head + "two&more=1"), line(1, head)}, {}, {}};
  EXPECT_GOLDEN(both_layouts(failure), "long_lines.txt");
}

TEST(DiffText, WhatIsNotSeenIsMadeVisible) {
  const Failure failure{{text_at(0, "tab\there"), text_at(1, "grüße, 世界"), text_at(2, "plain"), text_at(3, "x")},
                        {line(0, "tab    here"), line(1, "grüsse, 世界"), line(2, "\x1b[31mplain\x1b[0m"),
                         line(3, "x\xff\u200b"), line(4, "")},
                        {},
                        {}};
  EXPECT_GOLDEN(both_layouts(failure), "invisible.txt");
}

TEST(DiffText, ALongChainIsFolded) {
  Failure failure{{text_at(100, "tick 100")}, {line(100, "tick 101")}, {{}}, {}};
  for (int i = 1; i <= 100; ++i) {
    failure.chain.push_back(link(EventKind::interval, "heartbeat", 7, i - 1, i, i));
  }
  failure.chain.push_back(link(EventKind::load, "user", 9, 100, 100, 100));
  EXPECT_GOLDEN(both_layouts(failure), "long_chain.txt");
}

TEST(DiffText, BrokenRulesComeAfterTheTranscript) {
  Expectations expectations;
  std::vector<ExpectedItem> items{text("a"), text("b")};
  number(items, 12);
  expectations.transcript = items;
  expectations.never = {containing("warn")};
  expectations.never[0].origin.line = 20;
  expectations.ends_at = Located<Duration>{ms(5), {22, 3, 0, 0}};
  const std::vector<Line> lines{line(0, "a"), line(5, "warning: slow"), line(6, "b")};
  const Observed observed{lines, ms(6), {}};
  EXPECT_GOLDEN(diff_text(expectations, observed, judge(expectations, observed), {}, in_file()), "broken_rules.txt");
}

TEST(DiffText, ColourAddsNothingButColour) {
  Expectations expectations;
  expectations.transcript = items_of("a b c");
  std::vector<Line> lines = lines_of("a x c d");
  const Observed observed{lines, {}, {}};
  const Judgement judgement = judge(expectations, observed);
  for (const std::size_t width : {std::size_t{80}, std::size_t{120}}) {
    DiffTextOptions options = in_file(width);
    const std::string plain = diff_text(expectations, observed, judgement, {}, options);
    options.color = true;
    std::string colored = diff_text(expectations, observed, judgement, {}, options);
    EXPECT_NE(colored, plain);
    for (std::size_t begin = colored.find('\x1b'); begin != std::string::npos; begin = colored.find('\x1b')) {
      colored.erase(begin, colored.find('m', begin) - begin + 1);
    }
    EXPECT_EQ(colored, plain);
  }
}

}  // namespace
}  // namespace vtime::testing
