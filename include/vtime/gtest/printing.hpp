/// How GoogleTest prints transcripts and loops: in a few words, where it would dump their bytes.
#pragma once

#include <iosfwd>

#include "vtime/event_loop.hpp"
#include "vtime/transcript.hpp"

namespace vtime {

/// `a transcript of 4 lines`
void PrintTo(const Transcript& transcript, std::ostream* out);  // NOLINT: the name is GoogleTest's
/// `a loop at 2s with 3 callbacks pending`
void PrintTo(const EventLoop& loop, std::ostream* out);  // NOLINT: the name is GoogleTest's

}  // namespace vtime
