/// One line of a transcript.
///
///     for (const vtime::Line& line : log.lines()) std::cout << vtime::to_text(line.at) << ": " << line.text << "\n";
#pragma once

#include <cstdint>
#include <string>

#include "vtime/duration.hpp"
#include "vtime/event_id.hpp"
#include "vtime/place.hpp"

namespace vtime {

enum class LineKind : std::uint8_t {
  log,
  uncaught,      ///< an error or rejection that nothing caught
  error_output,  ///< standard error of a program run by `vtime exec`
};

struct Line {
  Duration at{};  ///< since the start of the run
  LineKind kind = LineKind::log;
  std::string text;
  EventId event = EventId::main;  ///< the callback that wrote it; main where nothing records
  Place place;                    ///< the statement that wrote it
};

}  // namespace vtime
