/// The progress bar of a run that takes more than a second, on a terminal.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>

#include "output.hpp"

namespace vtime::tool {

/// `[########            ] 12 of 30 files, 410 scenarios`
std::string progress_bar(std::size_t files_done, std::size_t files, std::size_t scenarios);

class Progress {
 public:
  using Now = std::function<std::chrono::steady_clock::time_point()>;

  /// Draws on `terminal` from a second after now on.
  Progress(Output& terminal, std::size_t files, Now now);

  /// Draws the bar when it is time to.
  void beat(std::size_t files_done, std::size_t scenarios);
  /// Takes the bar away, so that other lines can be written.
  void clear();

 private:
  Output& terminal_;
  std::size_t files_;
  Now now_;
  std::chrono::steady_clock::time_point next_;
  bool drawn_ = false;
};

}  // namespace vtime::tool
