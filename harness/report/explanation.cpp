#include "report/explanation.hpp"

#include <fmt/format.h>

#include <string_view>
#include <variant>

#include "report/transcript_text.hpp"
#include "transcript/diff_text.hpp"

namespace vtime::report {
namespace {

constexpr const char* nothing_expected = "nothing is expected of this scenario";

const std::vector<ExpectedItem>* expected_transcript(const Result& result) {
  if (!result.scenario || !result.scenario->expect || !result.scenario->expect->transcript) return nullptr;
  return &*result.scenario->expect->transcript;
}

/// The expected line that a row is about, if it is about one.
const ExpectedLine* expected_line(const Result& result, const DiffRow& row) {
  const auto* items = expected_transcript(result);
  if (items == nullptr || !row.item || *row.item >= items->size()) return nullptr;
  const ExpectedItem& item = (*items)[*row.item];
  if (const auto* group = std::get_if<AnyOrder>(&item)) {
    return row.member && *row.member < group->lines.size() ? &group->lines[*row.member] : nullptr;
  }
  return std::get_if<ExpectedLine>(&item);
}

const DiffRow* first_difference(const Result& result) {
  const auto& diff = result.judgement.diff;
  return diff && diff->first_difference < diff->rows.size() ? &diff->rows[diff->first_difference] : nullptr;
}

Observed observed_of(const scenario::RunResult& run) { return Observed{run.lines, run.ended_at, run.pending}; }

/// How far the run came before the error that stopped it.
std::string last_line_text(const scenario::RunResult& run) {
  if (run.lines.empty()) return "  nothing had been written until then\n";
  const Line& last = run.lines.back();
  return fmt::format("  the last line until then, number {} at {}: {}\n", run.lines.size(), to_text(last.at),
                     said(last));
}

std::string difference_text(const Result& result, const Style& style) {
  DiffTextOptions options;
  options.file = result.file;
  options.width = style.width;
  options.color = style.colour;
  return diff_text(*result.scenario->expect, observed_of(result.run), result.judgement, result.chain, options);
}

/// The first sentence of the difference, without the place that it begins with.
std::string first_difference_text(const Result& result) {
  const std::string text = difference_text(result, {});
  const std::string_view line = std::string_view(text).substr(0, text.find('\n'));
  const bool has_place = line.substr(0, result.file.size() + 1) == result.file + ":";
  const std::size_t end = has_place ? line.find(": ", result.file.size()) : std::string_view::npos;
  return std::string(end == std::string_view::npos ? line : line.substr(end + 2));
}

}  // namespace

std::string explanation(const Result& result, const Style& style) {
  if (result.passed()) return "";
  if (result.verdict == Verdict::invalid) return diagnostics_text(result);
  std::string text;
  if (result.run.diagnostic) {
    text += render(*result.run.diagnostic, result.source ? std::string_view(result.source->text) : std::string_view());
    text += last_line_text(result.run);
  } else if (result.verdict == Verdict::unchecked) {
    text += fmt::format("  {}: add `expect`, or run with --update to have it written\n", nothing_expected);
  } else if (result.scenario && result.scenario->expect) {
    text += difference_text(result, style);
  }
  if (result.divergence) text += fmt::format("  a second run differed: {}\n", *result.divergence);
  return text + pending_text(result.run);
}

std::string pending_text(const scenario::RunResult& run) {
  if (run.pending.empty()) return "";
  constexpr std::size_t most_shown = 20;
  std::string names;
  for (std::size_t i = 0; i < run.pending.size() && i < most_shown; ++i) {
    names += (i == 0 ? "" : ", ") + visible(run.pending[i]);
  }
  if (run.pending.size() > most_shown) names += fmt::format(" and {} more", run.pending.size() - most_shown);
  return fmt::format("  still pending at the end: {}\n", names);
}

std::string reason(const Result& result) {
  for (const scenario::Diagnostic& diagnostic : result.diagnostics) {
    if (result.verdict == Verdict::invalid && diagnostic.severity == scenario::Severity::error) {
      return diagnostic.message;
    }
  }
  if (result.run.diagnostic) return result.run.diagnostic->message;
  if (result.verdict == Verdict::unchecked) return nothing_expected;
  if (result.judgement.checked && !result.judgement.passed()) return first_difference_text(result);
  if (result.divergence) return "a second run differed: " + *result.divergence;
  return "";
}

std::uint32_t line_to_look_at(const Result& result) {
  for (const scenario::Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.severity == scenario::Severity::error) return diagnostic.where.begin.line;
  }
  if (result.run.diagnostic) return result.run.diagnostic->where.begin.line;
  if (const DiffRow* row = first_difference(result)) {
    const ExpectedLine* expected = expected_line(result, *row);
    if (expected != nullptr && expected->origin.line > 0) return expected->origin.line;
  }
  const auto& broken = result.judgement.broken;
  if (!result.judgement.diff && !broken.empty() && broken.front().origin.line > 0) return broken.front().origin.line;
  return result.line;
}

std::string diagnostics_text(const Result& result) {
  std::string text;
  for (const scenario::Diagnostic& diagnostic : result.diagnostics) {
    text += render(diagnostic, result.source ? std::string_view(result.source->text) : std::string_view());
  }
  return text;
}

}  // namespace vtime::report
