#include "scenario/diagnostic.hpp"

#include <gtest/gtest.h>

#include "scenario/document/source_text.hpp"

namespace vtime::scenario {
namespace {

/// Shows an error at the first place of `marked` in `source`.
std::string shown(const std::string& source, const std::string& marked, const std::string& help = "") {
  const std::size_t begin = source.find(marked);
  const SourceText text(source);
  return render({Severity::error, "a.yaml", text.span(begin, begin + marked.size()), "wrong", help}, source);
}

TEST(Diagnostic, ShowsPlaceLineCaretAndHelp) {
  EXPECT_EQ(shown("a: 1\n  bcd: 2\n", "bcd", "write it so"),
            "a.yaml:2:3: error: wrong\n"
            "  2 |   bcd: 2\n"
            "    |   ^~~\n"
            "  help: write it so\n");
}

TEST(Diagnostic, NamesAWarningAsSuch) {
  const std::string source = "a";
  EXPECT_EQ(render({Severity::warning, "-", {{1, 1, 0}, {1, 2, 1}}, "odd", ""}, source),
            "-:1:1: warning: odd\n  1 | a\n    | ^\n");
}

TEST(Diagnostic, CountsCodePointsAndPutsTheCaretUnderWideCharacters) {
  EXPECT_EQ(shown("ä€😀: x", "x"),
            "a.yaml:1:6: error: wrong\n"
            "  1 | ä€😀: x\n"
            "    |       ^\n");
}

TEST(Diagnostic, ExpandsTabs) {
  EXPECT_EQ(shown("\ta\tb", "b"),
            "a.yaml:1:4: error: wrong\n"
            "  1 |     a    b\n"
            "    |          ^\n");
}

TEST(Diagnostic, ShowsControlCharactersInsteadOfSendingThem) {
  EXPECT_EQ(shown("a\x1b[31m: x\xE2\x80\xAE"
                  "y",
                  "y", "not\nso"),
            "a.yaml:1:11: error: wrong\n"
            "  1 | a␛[31m: x<U+202E>y\n"
            "    |                  ^\n"
            "  help: not␊so\n");
}

TEST(Diagnostic, ShowsAWindowOfALongLine) {
  const std::string source = std::string(1'000'000, 'a') + "here" + std::string(1'000'000, 'b');
  EXPECT_EQ(shown(source, "here"),
            "a.yaml:1:1000001: error: wrong\n"
            "  1 | …" +
                std::string(60, 'a') + "here" + std::string(46, 'b') +
                "…\n"
                "    |  " +
                std::string(60, ' ') + "^~~~\n");
}

TEST(Diagnostic, MarksOnlyTheFirstLineOfWhatGoesOverMany) {
  EXPECT_EQ(shown("a: [b,\n  c]\n", "[b,\n  c]"),
            "a.yaml:1:4: error: wrong\n"
            "  1 | a: [b,\n"
            "    |    ^~~\n");
}

TEST(Diagnostic, LeavesOutCarriageReturnsAndTheByteOrderMark) {
  EXPECT_EQ(shown("\xEF\xBB\xBF"
                  "ab: 1\r\nc: 2\r\n",
                  "b: 1"),
            "a.yaml:1:2: error: wrong\n"
            "  1 | ab: 1\n"
            "    |  ^~~~\n");
}

TEST(Diagnostic, StandsAloneWhereThereIsNoLine) {
  EXPECT_EQ(render({Severity::error, "a.yaml", {{1, 1, 0}, {1, 1, 0}}, "empty", ""}, ""), "a.yaml:1:1: error: empty\n");
  EXPECT_EQ(render({Severity::error, "a.yaml", {{9, 9, 999}, {9, 9, 999}}, "beyond", ""}, "a\n"),
            "a.yaml:9:9: error: beyond\n");
}

TEST(Diagnostic, ShowsBytesThatAreNoText) {
  EXPECT_EQ(shown("a \xFF b", "\xFF"),
            "a.yaml:1:3: error: wrong\n"
            "  1 | a \xEF\xBF\xBD b\n"
            "    |   ^\n");
}

TEST(Diagnostic, SortsByPlaceAndKeepsTheOrderOfOnePlace) {
  const auto at = [](std::size_t offset, std::string message) {
    return Diagnostic{Severity::warning, "", {{1, 1, offset}, {1, 1, offset}}, std::move(message), ""};
  };
  Diagnostics diagnostics{at(5, "c"), at(1, "a"), at(5, "d"), at(3, "b")};
  sort_by_place(diagnostics);
  std::string order;
  for (const Diagnostic& diagnostic : diagnostics) order += diagnostic.message;
  EXPECT_EQ(order, "abcd");
  EXPECT_FALSE(has_errors(diagnostics));
}

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string_view> verbs{"log", "set_timeout", "set_interval", "clear_timeout", "post", "do", "as"};
  EXPECT_EQ(nearest("set_timout", verbs), "set_timeout");
  EXPECT_EQ(nearest("setTimeout", verbs), "set_timeout");
  EXPECT_EQ(nearest("set-interval", verbs), "set_interval");
  EXPECT_EQ(nearest("lgo", verbs), "log");
  EXPECT_EQ(nearest("Log", verbs), "log");
  EXPECT_EQ(nearest("od", verbs), "do");
}

TEST(Nearest, SuggestsNothingThatIsFarOff) {
  const std::vector<std::string_view> verbs{"log", "set_timeout", "do", "as"};
  EXPECT_EQ(nearest("wait_for_page", verbs), "");
  EXPECT_EQ(nearest("x", verbs), "");
  EXPECT_EQ(nearest("", verbs), "");
  EXPECT_EQ(nearest(std::string(100'000, 'a'), verbs), "");
  EXPECT_EQ(nearest("log", {}), "");
}

}  // namespace
}  // namespace vtime::scenario
