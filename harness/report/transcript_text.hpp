/// A transcript as a console would show it: number, virtual time, text.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "report/style.hpp"
#include "vtime/transcript.hpp"

namespace vtime::report {

/// Lays out lines in columns whose widths are those of the whole transcript; numbers count from 1.
class TranscriptText {
 public:
  explicit TranscriptText(std::span<const Line> lines, Style style = {});

  /// The line of that index, with its line break.
  std::string line(std::size_t index) const;
  std::size_t size() const { return lines_.size(); }

 private:
  std::span<const Line> lines_;
  Style style_;
  std::size_t number_width_ = 0;
  std::size_t time_width_ = 0;
};

/// What a line says without its time: its text, behind `uncaught: ` or `stderr: ` where it is such a line.
std::string said(const Line& line);

}  // namespace vtime::report
