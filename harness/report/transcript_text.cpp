#include "report/transcript_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace vtime::report {

TranscriptText::TranscriptText(std::span<const Line> lines, Style style)
    : lines_(lines), style_(style), number_width_(fmt::format("{}", lines.size()).size()) {
  for (const Line& line : lines) time_width_ = std::max(time_width_, to_text(line.at).size());
}

std::string TranscriptText::line(std::size_t index) const {
  const Line& line = lines_[index];
  const std::string number = fmt::format("{:>{}}", index + 1, number_width_);
  const std::string time = fmt::format("{:>{}}", to_text(line.at), time_width_);
  const Colour colour = line.kind == LineKind::log ? Colour::none : Colour::bad;
  return fmt::format("{}  {}  {}\n", style_.paint(Colour::quiet, number), time, style_.paint(colour, said(line)));
}

std::string said(const Line& line) {
  switch (line.kind) {
    case LineKind::log:
      break;
    case LineKind::uncaught:
      return "uncaught: " + visible(line.text);
    case LineKind::error_output:
      return "stderr: " + visible(line.text);
  }
  return visible(line.text);
}

}  // namespace vtime::report
