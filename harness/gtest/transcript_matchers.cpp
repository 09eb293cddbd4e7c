#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "gtest/expected_lines.hpp"
#include "transcript/diff_rows.hpp"
#include "transcript/diff_text.hpp"
#include "transcript/judge.hpp"
#include "vtime/gtest/matchers.hpp"

namespace vtime {
namespace {

/// The lines as Transcript::text() shows them.
std::vector<Line> shown_lines(const Transcript& transcript) {
  std::vector<Line> lines(transcript.lines().begin(), transcript.lines().end());
  for (Line& line : lines) {
    if (line.kind == LineKind::log) continue;
    line.text = actual_text(line);
    line.kind = LineKind::log;
  }
  return lines;
}

/// Tells by a difference how a transcript fails to be what was expected.
class TranscriptMatcher final : public ::testing::MatcherInterface<const Transcript&> {
 public:
  TranscriptMatcher(std::vector<ExpectedItem> items, std::string description, std::string negation)
      : description_(std::move(description)), negation_(std::move(negation)) {
    expectations_.transcript = std::move(items);
  }

  bool MatchAndExplain(const Transcript& transcript, ::testing::MatchResultListener* listener) const override {
    const std::vector<Line> lines = shown_lines(transcript);
    const Observed observed{lines, {}, {}};
    const Judgement judgement = judge(expectations_, observed);
    if (judgement.passed()) {
      tell_where(lines, listener);
      return true;
    }
    if (listener->IsInterested()) *listener << "which differs:\n" << difference(observed, judgement);
    return false;
  }

  void DescribeTo(std::ostream* out) const override { *out << description_; }
  void DescribeNegationTo(std::ostream* out) const override { *out << negation_; }

 private:
  /// Of a line that is one among others: where it is found, for those who do not want it.
  void tell_where(const std::vector<Line>& lines, ::testing::MatchResultListener* listener) const {
    const std::vector<ExpectedItem>& items = *expectations_.transcript;
    if (items.size() != 3 || !std::holds_alternative<ExpectedLine>(items[1])) return;
    const auto found = std::find_if(lines.begin(), lines.end(),
                                    [&](const Line& line) { return std::get<ExpectedLine>(items[1]).matches(line); });
    if (found == lines.end()) return;
    *listener << fmt::format("whose line {} it is, at {}", found - lines.begin() + 1, to_text(found->at));
  }

  /// Without its last line break: GoogleTest adds one.
  std::string difference(const Observed& observed, const Judgement& judgement) const {
    std::string text = diff_text(expectations_, observed, judgement, {});
    if (text.ends_with('\n')) text.pop_back();
    return text;
  }

  Expectations expectations_;
  std::string description_;
  std::string negation_;
};

::testing::Matcher<const Transcript&> matcher(std::vector<ExpectedItem> items, std::string description,
                                              std::string negation) {
  return ::testing::MakeMatcher(
      new TranscriptMatcher(std::move(items), std::move(description), std::move(negation)));  // NOLINT: it takes it
}

/// The items with `...` before, between and behind them.
std::vector<ExpectedItem> scattered(std::vector<ExpectedItem> items) {
  std::vector<ExpectedItem> result{AnyLines{}};
  for (ExpectedItem& item : items) {
    if (std::holds_alternative<AnyLines>(item)) continue;
    result.push_back(std::move(item));
    result.emplace_back(AnyLines{});
  }
  return result;
}

}  // namespace

::testing::Matcher<const Transcript&> TranscriptIs(std::vector<std::string> lines) {
  const auto any = std::count(lines.begin(), lines.end(), any_lines);
  const std::string what = counted(lines.size() - static_cast<std::size_t>(any), "line") +
                           (any == 0 ? "" : fmt::format(" and any others at '{}'", any_lines));
  return matcher(expected_items(lines), fmt::format("is a transcript of {}", what),
                 fmt::format("is any transcript but one of {}", what));
}

::testing::Matcher<const Transcript&> TranscriptContains(std::string line) {
  return matcher(scattered(expected_items(std::vector{line})), fmt::format("contains the line '{}'", line),
                 fmt::format("does not contain the line '{}'", line));
}

::testing::Matcher<const Transcript&> InOrder(std::vector<std::string> lines) {
  const std::string what = counted(lines.size(), "line");
  return matcher(scattered(expected_items(lines)), fmt::format("contains {} in the order given", what),
                 fmt::format("does not contain {} in the order given", what));
}

}  // namespace vtime
