#include "transcript/diff_text.hpp"

#include <fmt/format.h>

#include "transcript/chain_text.hpp"
#include "transcript/diff_layout.hpp"
#include "transcript/diff_rows.hpp"
#include "transcript/diff_summary.hpp"

namespace vtime {

namespace {

constexpr std::size_t side_by_side_width = 100;

/// What the marks and the numbers of the unified layout stand for.
std::string legend(std::string_view file, const Ink& ink) {
  const std::string expected = file.empty() ? "- expected" : fmt::format("- expected, by line of {}", file);
  const std::string actual = file.empty() ? "+ actual" : "+ actual, by line of the transcript";
  return "   " + ink.expected(expected) + "   " + ink.actual(actual) + "\n";
}

std::string transcript_text(const Expectations& expectations, const Observed& observed, const TranscriptDiff& diff,
                            const DiffTextOptions& options) {
  const Ink ink(options.color);
  const DiffFacts facts = facts_of(diff, *expectations.transcript, observed.lines);
  const std::vector<ShownRow> rows = shown_rows(expectations, observed, diff, facts, options.context, options.rows);
  std::string text = ink.strong(first_difference_text(expectations, observed, diff, facts, options.file)) + "\n";
  text += "transcript: " + facts_text(facts) + "\n";
  if (options.width >= side_by_side_width) return text + side_by_side(rows, options.width, ink);
  return text + legend(options.file, ink) + unified(rows, options.width, ink);
}

std::string cause_text(const Observed& observed, std::size_t line, std::span<const ChainLink> chain, const Ink& ink) {
  const Line& explained = observed.lines[line];
  return fmt::format("why line {}, {}, came at {}:\n", line + 1, quoted(explained.text), to_text(explained.at)) +
         chain_text(chain, ink);
}

}  // namespace

std::optional<std::size_t> line_to_explain(const Judgement& judgement) {
  if (judgement.diff) {
    for (const DiffRow& row : judgement.diff->rows) {
      if (row.kind == DiffRow::Kind::extra) return row.line;
    }
  }
  for (const BrokenRule& rule : judgement.broken) {
    if (rule.line) return rule.line;
  }
  return std::nullopt;
}

std::string diff_text(const Expectations& expectations, const Observed& observed, const Judgement& judgement,
                      std::span<const ChainLink> chain, const DiffTextOptions& options) {
  const Ink ink(options.color);
  std::string text;
  if (judgement.diff) text += transcript_text(expectations, observed, *judgement.diff, options);
  for (const BrokenRule& rule : judgement.broken) {
    text += ink.strong(place_prefix(options.file, rule.origin) + rule.message) + "\n";
  }
  const std::optional<std::size_t> line = line_to_explain(judgement);
  if (line && !chain.empty()) text += cause_text(observed, *line, chain, ink);
  return text;
}

}  // namespace vtime
