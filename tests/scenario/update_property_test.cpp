/// Random transcripts against random runs: an updated file reads back, matches, and changes nowhere else.
#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "scenario/update_support.hpp"
#include "transcript/judge.hpp"

namespace vtime::scenario {
namespace {

class RandomFile {
 public:
  explicit RandomFile(std::uint32_t seed) : random_(seed) {}

  std::string text_before() {
    before_ = pick({"", "\xEF\xBB\xBF", "# top\n"}) + "scenario: 'random' # title\nabout: |+\n  text\n\nscript: []\n";
    if (draw(3) == 0) before_ += "\n# before\n";
    return with_breaks(before_);
  }
  std::string text_after() {
    return with_breaks(pick({"", "seed: 7 # tail\n", "---\nscenario: other\nscript: [log: x]\nexpect: [0s: x]\n"}));
  }
  std::string expectation() {
    const bool in_map = draw(3) == 0;
    std::string text = in_map ? "expect:\n  never: [unseen] # rule\n  transcript:" : "expect:";
    text += pick({"", " # list", " &list"});
    text += "\n";
    indentation_ = std::string((in_map ? 2 : 0) + draw(3), ' ');
    const std::size_t entries = 1 + draw(8);
    for (std::size_t i = 0; i < entries; ++i) text += entry();
    return with_breaks(text);
  }
  std::vector<Line> lines() {
    std::vector<Line> lines;
    const std::size_t count = draw(8);
    for (std::size_t i = 0; i < count; ++i) {
      const LineKind kind = draw(6) == 0 ? LineKind::uncaught : LineKind::log;
      lines.push_back(seen_line(static_cast<std::int64_t>(i), line_text(), kind));
    }
    return lines;
  }

 private:
  std::size_t draw(std::size_t below) { return random_() % below; }
  std::string pick(const std::vector<std::string>& choices) { return choices[draw(choices.size())]; }
  std::string with_breaks(const std::string& text) {
    if (!crlf_) crlf_ = draw(2) == 0;
    if (!*crlf_) return text;
    std::string result;
    for (const char c : text) result += c == '\n' ? std::string("\r\n") : std::string(1, c);
    return result;
  }
  std::string entry() {
    const std::string begin = indentation_ + "- ";
    const std::string line =
        pick({"a", "b", "c", "0s: a", "1ms: b", "0s..5ms: c", "'d: e'", "matches: '[ab]'", "2ms: {uncaught: a}", "...",
              ">-\n" + indentation_ + "    a", "any_order: [a, b]",
              "any_order:\n" + indentation_ + "    - a\n" + indentation_ + "    - c", "{1ms: \"b\"}"});
    return begin + line + pick({"\n", " # why\n", "\n\n", "\n" + indentation_ + "# note\n"});
  }
  std::string line_text() {
    return pick({"a", "b",       "c",      "d: e", "",   " x", "a, b", "# no", "it's", "\"q\"",  "- x",
                 "{", "tab\tin", "\x1b[m", "é€",   "a:", "?",  "&x",   "null", "100%", "back\\", "' \""});
  }

  std::mt19937 random_;
  std::optional<bool> crlf_;
  std::string before_;
  std::string indentation_;
};

class UpdateProperty : public testing::TestWithParam<std::uint32_t> {};

TEST_P(UpdateProperty, ReadsBackMatchesAndChangesNothingElse) {
  for (std::uint32_t i = 0; i < 50; ++i) {
    RandomFile random(GetParam() * 1000 + i);
    const std::string before = random.text_before();
    const std::string expectation = random.expectation();
    const std::string after = random.text_after();
    const std::vector<Line> lines = random.lines();
    const std::string text = before + expectation + after;
    SCOPED_TRACE(text);

    const std::string result = update(text, {lines});
    ASSERT_TRUE(result.starts_with(before)) << result;
    ASSERT_TRUE(result.ends_with(after)) << result;
    ASSERT_EQ(update(result, {lines}), result);

    const LoadedFile loaded = load("a.yaml", result);
    ASSERT_FALSE(has_errors(loaded.diagnostics));
    ASSERT_TRUE(judge(*loaded.scenarios.at(0)->expect, {lines, {}, {}}).passed()) << result;
    if (HasFatalFailure() || HasNonfatalFailure()) return;
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, UpdateProperty, testing::Range(0u, 10u));

}  // namespace
}  // namespace vtime::scenario
