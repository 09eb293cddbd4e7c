#include "vtime/transcript.hpp"

#include <algorithm>

#include "loop/engine.hpp"
#include "transcript/diff_rows.hpp"
#include "vtime/event_loop.hpp"

namespace vtime {

void Transcript::add(std::string_view text, LineKind kind, Place place) {
  const Duration at = loop_->elapsed();
  const EventId event = loop_->engine().current_event();
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines_.push_back({at, kind, std::string(text.substr(begin, end - begin)), event, place});
    begin = end + 1;
  }
}

std::string Transcript::text() const {
  std::string result;
  for (const Line& line : lines_) {
    result += to_text(line.at) + ": " + actual_text(line) + "\n";
  }
  return result;
}

}  // namespace vtime
