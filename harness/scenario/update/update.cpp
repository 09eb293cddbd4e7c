#include "scenario/update/update.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "scenario/document/quoting.hpp"
#include "scenario/update/transcript_edit.hpp"
#include "transcript/judge.hpp"

namespace vtime::scenario {
namespace {

std::string apply_edits(std::string_view text, std::vector<TextEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const TextEdit& a, const TextEdit& b) { return a.begin < b.begin; });
  std::string result;
  std::size_t done = 0;
  for (const TextEdit& edit : edits) {
    result += text.substr(done, edit.begin - done);
    result += edit.text;
    done = edit.end;
  }
  return result += text.substr(done);
}

std::string edited(const SourceFile& file, std::span<const SeenTranscript> seen, bool whole) {
  const SourceText source(file.text);
  Diagnostics told_before;
  const SourceFile with_documents = read_documents(file.name, file.text, told_before);
  std::vector<TextEdit> edits;
  for (const SeenTranscript& transcript : seen) {
    std::vector<TextEdit> more = edit_transcript(with_documents, source, *transcript.scenario, transcript.lines, whole);
    std::move(more.begin(), more.end(), std::back_inserter(edits));
  }
  return apply_edits(file.text, std::move(edits));
}

bool matches(const Scenario& scenario, std::span<const Line> lines) {
  if (!scenario.expect || !scenario.expect->transcript) return true;
  Expectations expectations;
  expectations.transcript = scenario.expect->transcript;
  return !judge(expectations, {lines, {}, {}}).diff;
}

/// Whether `text` reads back as what was seen.
bool reads_back(const SourceFile& file, std::span<const SeenTranscript> seen, const std::string& text) {
  const LoadedFile loaded = load(file.name, text);
  if (has_errors(loaded.diagnostics)) return false;
  return std::all_of(seen.begin(), seen.end(), [&](const SeenTranscript& transcript) {
    const auto again = std::find_if(loaded.scenarios.begin(), loaded.scenarios.end(), [&](const auto& scenario) {
      return scenario->document == transcript.scenario->document;
    });
    return again != loaded.scenarios.end() && (*again)->title == transcript.scenario->title &&
           (*again)->expect.has_value() && matches(**again, transcript.lines);
  });
}

}  // namespace

std::string transcript_entry(const Line& line, bool in_brackets) {
  const std::string time = to_text(line.at);
  std::string text = plain_or_quoted(line.text, in_brackets || line.kind != LineKind::log);
  if (line.kind == LineKind::uncaught) text = fmt::format("{{uncaught: {}}}", text);
  if (line.kind == LineKind::error_output) text = fmt::format("{{stderr: {}}}", text);
  return in_brackets ? fmt::format("{{{}: {}}}", time, text) : fmt::format("{}: {}", time, text);
}

std::string updated_text(const SourceFile& file, std::span<const SeenTranscript> seen) {
  std::string text = edited(file, seen, false);
  if (text == file.text || reads_back(file, seen, text)) return text;
  // An entry that went may hold an anchor that one that stays needs.
  text = edited(file, seen, true);
  if (reads_back(file, seen, text)) return text;
  throw UpdateFailed(
      {.message = fmt::format("{} can't be updated: its transcript is written in a way that can't be kept", file.name),
       .help = "write the entries without anchors and aliases, and run it again"});
}

}  // namespace vtime::scenario
