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

}  // namespace

Console::Console(Write out, Write err, ConsoleOptions options)
    : out_(std::move(out)), err_(std::move(err)), options_(options) {}

void Console::result(const Result& result) {
  if (const std::string text = diagnostics_text(result); !text.empty()) err_(text);
  if (options_.quiet && result.passed() && result.ties.empty()) return;
  wrote_ = true;
  headline(result);
  if (options_.verbose) transcript(result);
  if (result.verdict != Verdict::invalid) out_(explanation(result, options_.style));
  ties(result);
}

void Console::headline(const Result& result) {
  const Mark mark = mark_of(result);
  std::string line = options_.style.paint(mark.colour, mark.text) + "  " + visible(name_of(result));
  if (result.verdict != Verdict::invalid) {
    line += options_.style.paint(Colour::quiet, fmt::format(" ({})", to_text(result.run.ended_at)));
  }
  if (result.runs > 1 && result.passed()) line += fmt::format(" in each of {} runs", result.runs);
  if (result.runs > 1 && !result.passed()) {
    line += fmt::format(" in {} of {} runs, first with --seed {}", result.failed_runs, result.runs, result.seed);
  }
  out_(line + "\n");
}

void Console::transcript(const Result& result) {
  const TranscriptText text(result.run.lines, options_.style);
  for (std::size_t i = 0; i < text.size(); ++i) out_("  " + text.line(i));
}

void Console::ties(const Result& result) {
  for (const Tie& tie : result.ties) {
    out_(fmt::format("  at {} any of {} callbacks could have run first:\n", to_text(tie.at), tie.callbacks.size()));
    for (const TiedCallback& callback : tie.callbacks) {
      out_(fmt::format("    {}:{}: {}\n", callback.place.file, callback.place.line, visible(callback.label)));
    }
  }
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
