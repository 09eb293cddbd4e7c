#include "scenario/update_support.hpp"

#include <gtest/gtest.h>

namespace vtime::scenario {

Line seen_line(std::int64_t milliseconds, std::string text, LineKind kind) {
  Line line;
  line.at = std::chrono::milliseconds(milliseconds);
  line.kind = kind;
  line.text = std::move(text);
  return line;
}

std::string update(const std::string& text, const std::vector<std::vector<Line>>& seen) {
  const LoadedFile loaded = load("a.yaml", text);
  for (const Diagnostic& diagnostic : loaded.diagnostics) ADD_FAILURE() << render(diagnostic, text);
  std::vector<SeenTranscript> transcripts;
  for (std::size_t index = 0; index < loaded.scenarios.size() && index < seen.size(); ++index) {
    transcripts.push_back({loaded.scenarios[index].get(), seen[index]});
  }
  return updated_text(*loaded.source, transcripts);
}

}  // namespace vtime::scenario
