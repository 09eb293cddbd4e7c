#include "vtime/gtest/printing.hpp"

#include <ostream>

#include "transcript/diff_rows.hpp"

namespace vtime {

void PrintTo(const Transcript& transcript, std::ostream* out) {
  *out << "a transcript of " << counted(transcript.lines().size(), "line");
}

void PrintTo(const EventLoop& loop, std::ostream* out) {
  *out << "a loop at " << to_text(loop.moment().at) << " with " << counted(loop.pending_count(), "callback")
       << " pending";
}

}  // namespace vtime
