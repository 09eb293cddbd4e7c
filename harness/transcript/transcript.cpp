#include "vtime/transcript.hpp"

#include <algorithm>

#include "transcript/diff_rows.hpp"

namespace vtime {

void Transcript::add(std::string_view text, LineKind kind, Place place) {
  const Moment now = moment_of_(loop_);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines_.push_back({now.at, kind, std::string(text.substr(begin, end - begin)), now.event, place});
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
