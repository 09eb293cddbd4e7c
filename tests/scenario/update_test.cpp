#include "scenario/update/update.hpp"

#include <gtest/gtest.h>

#include "scenario/update_support.hpp"

namespace vtime::scenario {
namespace {

const std::string head = "scenario: s # a comment\nscript: []\n";

/// The transcript of a file with one scenario after an update.
std::string updated(const std::string& expect, const std::vector<Line>& lines) {
  const std::string result = update(head + expect, {lines});
  EXPECT_EQ(result.substr(0, head.size()), head);
  EXPECT_EQ(update(result, {lines}), result) << "a second update changes it again";
  return result.substr(head.size());
}

TEST(Update, LeavesAFileThatMatchesAsItIs) {
  const std::string expect =
      "expect: # c\n\n- 0s..1ms:   a   # why\n\n# between\n- ...\n- {1ms: 'b'}\n-   any_order: [x, {matches: '^y'}]\n";
  EXPECT_EQ(updated(expect, {seen_line(0, "a"), seen_line(1, "b"), seen_line(2, "yes"), seen_line(2, "x")}), expect);
}

TEST(Update, ReplacesOnlyTheStretchThatDiffers) {
  EXPECT_EQ(
      updated("expect:\n  - 0s..5ms: a # window\n  - b\n  - 2ms: c\n  # comment\n  - matches: d+\n\nseed: 1\n",
              {seen_line(0, "a"), seen_line(1, "x"), seen_line(2, "y"), seen_line(3, "z"), seen_line(3, "dd")}),
      "expect:\n  - 0s..5ms: a # window\n  - 1ms: x\n  - 2ms: y\n  - 3ms: z\n  # comment\n  - matches: d+\n\nseed: "
      "1\n");
}

TEST(Update, InsertsWhatIsMissingBetweenEntriesThatStay) {
  EXPECT_EQ(updated("expect:\n- a\n- b # last\n", {seen_line(0, "n"), seen_line(1, "a"), seen_line(1500, "m"),
                                                   seen_line(1500, "b"), seen_line(90'000, "o")}),
            "expect:\n- 0s: n\n- a\n- 1.5s: m\n- b # last\n- 1m30s: o\n");
}

TEST(Update, RemovesWhatIsNoLongerSeen) {
  EXPECT_EQ(updated("expect:\n  - a\n  - b\n  - c\nseed: 1\n", {seen_line(0, "b")}), "expect:\n  - b\nseed: 1\n");
  EXPECT_EQ(updated("expect: # c\n  - a\n  - b\nseed: 1\n", {}), "expect: [] # c\nseed: 1\n");
}

TEST(Update, KeepsThreeDots) {
  EXPECT_EQ(
      updated("expect:\n  - a\n  - ...\n  - b\n  - ...\n", {seen_line(0, "x"), seen_line(1, "m"), seen_line(2, "b")}),
      "expect:\n  - 0s: x\n  - ...\n  - b\n  - ...\n");
  EXPECT_EQ(updated("expect:\n  - a\n  - ...\n  - b\n", {seen_line(0, "a"), seen_line(1, "m"), seen_line(2, "c")}),
            "expect:\n  - a\n  - ...\n  - 2ms: c\n");
}

TEST(Update, ReplacesAnAnyOrderThatDiffersAsAWhole) {
  const std::string expect = "expect:\n  - any_order:\n      - a\n      - b\n  - c\n";
  EXPECT_EQ(updated(expect, {seen_line(0, "b"), seen_line(0, "a"), seen_line(0, "c")}), expect);
  EXPECT_EQ(updated(expect, {seen_line(0, "b"), seen_line(1, "x"), seen_line(2, "c")}),
            "expect:\n  - 0s: b\n  - 1ms: x\n  - c\n");
  EXPECT_EQ(updated(expect, {seen_line(0, "b"), seen_line(1, "x"), seen_line(2, "a"), seen_line(3, "c")}),
            "expect:\n  - 0s: b\n  - 1ms: x\n  - 2ms: a\n  - c\n");
}

TEST(Update, QuotesOnlyWhatYamlWouldNotReadBack) {
  const std::vector<Line> lines{
      seen_line(0, "plain, with 'quotes' [and] {more}"),
      seen_line(0, ""),
      seen_line(0, "a: b"),
      seen_line(0, "ends with:"),
      seen_line(0, "a #b"),
      seen_line(0, "a#b:c"),
      seen_line(0, " a"),
      seen_line(0, "a "),
      seen_line(0, "- a"),
      seen_line(0, "-a"),
      seen_line(0, "-"),
      seen_line(0, "? a"),
      seen_line(0, "?"),
      seen_line(0, ":a"),
      seen_line(0, "\"a\""),
      seen_line(0, "it's: \"a\""),
      seen_line(0, "*a"),
      seen_line(0, "null"),
      seen_line(0, "~"),
      seen_line(0, "1.0"),
      seen_line(0, "..."),
      seen_line(0, "---"),
      seen_line(0, "a\tb"),
      seen_line(0, "a\t"),
      seen_line(0, "a\x1b[0m"),
      seen_line(0, "\xE2\x80\xA8"),
      seen_line(0, "back\\slash"),
      seen_line(0, ": back\\slash"),
      seen_line(0, "${x}"),
      seen_line(0, "ä€😀"),
      seen_line(0, "%a"),
      seen_line(0, "<<"),
  };
  EXPECT_EQ(updated("expect: []\n", lines),
            "expect:\n"
            "  - 0s: plain, with 'quotes' [and] {more}\n"
            "  - 0s: ''\n"
            "  - 0s: \"a: b\"\n"
            "  - 0s: \"ends with:\"\n"
            "  - 0s: \"a #b\"\n"
            "  - 0s: a#b:c\n"
            "  - 0s: \" a\"\n"
            "  - 0s: \"a \"\n"
            "  - 0s: \"- a\"\n"
            "  - 0s: -a\n"
            "  - 0s: \"-\"\n"
            "  - 0s: \"? a\"\n"
            "  - 0s: \"?\"\n"
            "  - 0s: :a\n"
            "  - 0s: '\"a\"'\n"
            "  - 0s: 'it''s: \"a\"'\n"
            "  - 0s: \"*a\"\n"
            "  - 0s: null\n"
            "  - 0s: ~\n"
            "  - 0s: 1.0\n"
            "  - 0s: ...\n"
            "  - 0s: ---\n"
            "  - 0s: a\tb\n"
            "  - 0s: \"a\\t\"\n"
            "  - 0s: \"a\\e[0m\"\n"
            "  - 0s: \"\\u2028\"\n"
            "  - 0s: back\\slash\n"
            "  - 0s: ': back\\slash'\n"
            "  - 0s: ${x}\n"
            "  - 0s: ä€😀\n"
            "  - 0s: \"%a\"\n"
            "  - 0s: <<\n");
}

TEST(Update, WritesUncaughtErrors) {
  EXPECT_EQ(
      updated("expect:\n  - a\n", {seen_line(5, "oops", LineKind::uncaught), seen_line(5, "a, b", LineKind::uncaught),
                                   seen_line(5, "why? {x}", LineKind::uncaught)}),
      "expect:\n  - 5ms: {uncaught: oops}\n  - 5ms: {uncaught: \"a, b\"}\n  - 5ms: {uncaught: \"why? {x}\"}\n");
}

TEST(Update, AddsAMissingExpectationAtTheEndOfItsDocument) {
  EXPECT_EQ(
      update("scenario: a\nscript: []\n---\nscenario: b\nscript: []\n# end\n...\n",
             {{seen_line(0, "x")}, {seen_line(1, "y")}}),
      "scenario: a\nscript: []\nexpect:\n  - 0s: x\n---\nscenario: b\nscript: []\n# end\nexpect:\n  - 1ms: y\n...\n");
  EXPECT_EQ(update("scenario: a\nscript: []", {{seen_line(0, "x")}}), "scenario: a\nscript: []\nexpect:\n  - 0s: x\n");
  EXPECT_EQ(update("scenario: a\nscript: []\n", {{}}), "scenario: a\nscript: []\nexpect: []\n");
}

TEST(Update, WritesOnlyTheTranscriptOfAMap) {
  EXPECT_EQ(updated("expect:\n  never:\n    - x\n  transcript:\n    - a\n  ends_at: 1s\n", {seen_line(0, "b")}),
            "expect:\n  never:\n    - x\n  transcript:\n    - 0s: b\n  ends_at: 1s\n");
  const std::string rules = "expect:\n  never: [x]\n";
  EXPECT_EQ(updated(rules, {seen_line(0, "x")}), rules);
  EXPECT_EQ(updated("expect:\n  transcript: []\n  never: [y]\n", {seen_line(0, "x")}),
            "expect:\n  transcript:\n    - 0s: x\n  never: [y]\n");
}

TEST(Update, ReplacesAListInBracketsAsAWhole) {
  EXPECT_EQ(updated("expect: [a, b] # c\nseed: 1\n", {seen_line(0, "a")}), "expect:\n  - 0s: a # c\nseed: 1\n");
  EXPECT_EQ(updated("expect: [a,\n  b]\n", {}), "expect: []\n");
  EXPECT_EQ(updated("expect: {transcript: [a], never: [x]}\n", {seen_line(0, "b, c")}),
            "expect: {transcript: [{0s: \"b, c\"}], never: [x]}\n");
}

TEST(Update, UpdatesJson) {
  EXPECT_EQ(update("{\"scenario\": \"s\", \"script\": [],\n \"expect\": [\"a\"]}\n", {{seen_line(0, "b")}}),
            "{\"scenario\": \"s\", \"script\": [],\n \"expect\": [{0s: b}]}\n");
  EXPECT_EQ(update("{\"scenario\": \"s\", \"script\": []\n}\n", {{seen_line(0, "b")}}),
            "{\"scenario\": \"s\", \"script\": [], \"expect\": [{0s: b}]\n}\n");
}

TEST(Update, KeepsTheLineBreaksOfTheFile) {
  EXPECT_EQ(
      update("scenario: a\r\nscript: []\r\nexpect:\r\n    - a\r\n    - b", {{seen_line(0, "a"), seen_line(1, "c")}}),
      "scenario: a\r\nscript: []\r\nexpect:\r\n    - a\r\n    - 1ms: c");
  EXPECT_EQ(update("scenario: a\r\nscript: []\r\nexpect:\r\n- a", {{seen_line(0, "a"), seen_line(1, "c")}}),
            "scenario: a\r\nscript: []\r\nexpect:\r\n- a\r\n- 1ms: c");
  EXPECT_EQ(update("scenario: a\r\nscript: []\r\n", {{seen_line(0, "x")}}),
            "scenario: a\r\nscript: []\r\nexpect:\r\n  - 0s: x\r\n");
}

TEST(Update, KeepsAnchorsAndAliasesOfEntriesThatStay) {
  EXPECT_EQ(updated("expect: &all\n  - &a {0s: a}\n  - b\n  - *a\n",
                    {seen_line(0, "a"), seen_line(0, "c"), seen_line(0, "a")}),
            "expect: &all\n  - &a {0s: a}\n  - 0s: c\n  - *a\n");
}

TEST(Update, RewritesAllEntriesWhenOneThatGoesHoldsAnAnchorThatAnotherNeeds) {
  EXPECT_EQ(updated("expect:\n  - &a a\n  - b\n  - *a\n", {seen_line(0, "x"), seen_line(0, "b"), seen_line(0, "a")}),
            "expect:\n  - 0s: x\n  - 0s: b\n  - 0s: a\n");
}

TEST(Update, ReplacesEntriesOverManyLines) {
  EXPECT_EQ(updated("expect:\n  - 1ms:\n      {matches:\n        x}\n  - a\n  - >-\n    long\n    text\n\n  - c\n",
                    {seen_line(1, "y"), seen_line(2, "a"), seen_line(3, "z"), seen_line(3, "c")}),
            "expect:\n  - 1ms: y\n  - a\n  - 3ms: z\n\n  - c\n");
}

}  // namespace
}  // namespace vtime::scenario
