#include "report/console.hpp"

#include <fmt/format.h>

#include <utility>

#include "report/explanation.hpp"
#include "report/transcript_text.hpp"

namespace vtime::report {
namespace {

struct Mark {
  const char* text;
  Colour colour;
};

/// All of one width, so that the names stand in a column.
Mark mark_of(const Result& result) {
  if (result.updated && result.passed()) return {"updated  ", Colour::doubtful};
  switch (result.verdict) {
    case Verdict::passed:
      return {"ok       ", Colour::good};
    case Verdict::failed:
      return {"FAILED   ", Colour::bad};
    case Verdict::unchecked:
      return {"UNCHECKED", Colour::doubtful};
    case Verdict::limited:
      return {"LIMIT    ", Colour::bad};
    case Verdict::invalid:
      return {"INVALID  ", Colour::bad};
  }
  return {"", Colour::none};
}

/// One without a name of its own is called by its line, which its place says already.
std::string tied_text(const TiedCallback& callback) {
  std::string text = fmt::format("    {}:{}", callback.place.file, callback.place.line);
  if (callback.label != fmt::format("line {}", callback.place.line)) text += ": " + visible(callback.label);
  if (callback.count > 1) text += fmt::format(" ({} of them)", callback.count);
  return text + "\n";
}

std::string ties_text(const Result& result) {
  std::string text;
  for (const Tie& tie : result.ties) {
    std::uint64_t count = 0;
    for (const TiedCallback& callback : tie.callbacks) count += callback.count;
    text += fmt::format("  at {} any of {} callbacks could have run first:\n", to_text(tie.at), count);
    for (const TiedCallback& callback : tie.callbacks) text += tied_text(callback);
  }
  if (result.ties_left_out > 0) text += fmt::format("  and so at {} more instants\n", result.ties_left_out);
  return text;
}

}  // namespace

Console::Console(Write out, Write err, ConsoleOptions options)
    : out_(std::move(out)), err_(std::move(err)), options_(options) {}

void Console::result(const Result& result) {
  if (const std::string text = diagnostics_text(result); !text.empty()) err_(text);
  if (options_.quiet && result.passed() && result.ties.empty()) return;
  const std::string details = details_of(result);
  const bool has_transcript = options_.verbose && !result.run.lines.empty();
  const bool is_detailed = has_transcript || !details.empty();
  // Blank lines part what takes several lines from what is around it.
  if (wrote_ && (is_detailed || detailed_)) out_("\n");
  wrote_ = true;
  detailed_ = is_detailed;
  out_(headline(result));
  if (has_transcript) transcript(result);
  out_(details);
}

std::string Console::details_of(const Result& result) const {
  if (result.verdict == Verdict::invalid) return "";  // its diagnostics have been written
  std::string text = explanation(result, options_.style);
  if (options_.verbose && result.passed()) text += pending_text(result.run);
  return text + ties_text(result);
}

std::string Console::headline(const Result& result) const {
  const Mark mark = mark_of(result);
  std::string line = options_.style.paint(mark.colour, mark.text) + "  " + visible(name_of(result));
  if (result.verdict == Verdict::invalid) return line + "\n";
  line += options_.style.paint(Colour::quiet, fmt::format(" ({})", to_text(result.run.ended_at)));
  if (result.runs > 1 && result.passed()) line += fmt::format(" in each of {} runs", result.runs);
  if (result.runs > 1 && !result.passed()) {
    line += fmt::format(" in {} of {} runs, first with --seed {}", result.failed_runs, result.runs, result.seed);
    if (result.ties_seed) line += fmt::format(" --shuffle-ties {}", *result.ties_seed);
  }
  return line + "\n";
}

void Console::transcript(const Result& result) {
  const TranscriptText text(result.run.lines, options_.style);
  for (std::size_t i = 0; i < text.size(); ++i) out_("  " + text.line(i));
}

void Console::finish(const Summary& summary) {
  if (summary.interrupted) {
    out_(summary.interrupted_name.empty()
             ? std::string("\ninterrupted\n")
             : fmt::format("\ninterrupted while running {}\n", visible(summary.interrupted_name)));
  }
  if (summary.stopped_early) out_("\nstopped at the first failure, as --fail-fast asks\n");
  if (wrote_ || summary.interrupted) out_("\n");
  const bool good = summary.passed == summary.scenarios() && summary.invalid == 0;
  out_(options_.style.paint(good ? Colour::good : Colour::bad, counts_text(summary)));
  out_(fmt::format(" ({} of virtual time)\n", to_text(summary.virtual_time)));
}

}  // namespace vtime::report
