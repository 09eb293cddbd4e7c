/// Why something happened when it did: the callbacks that led to it.
#pragma once

#include <string>

#include "vtime/duration.hpp"
#include "vtime/place.hpp"
#include "vtime/recorder.hpp"

namespace vtime {

/// One callback on the way from the main program to an event. Times are since the start of the run.
struct ChainLink {
  EventKind kind = EventKind::main;
  std::string label;    ///< its name, may be empty
  Place place;          ///< the statement that put it in line
  Duration armed_at{};  ///< when it was put in line
  Duration due_at{};    ///< when it was to run
  Duration ran_at{};    ///< when it ran
};

/// The word that reports use for a kind: "timer", "interval", ...
const char* kind_word(EventKind kind);

}  // namespace vtime
