/// A point of an execution.
///
///     const vtime::Moment moment = loop.moment();
///     std::cout << "stands at " << vtime::to_text(moment.at);
#pragma once

#include "vtime/duration.hpp"
#include "vtime/event_id.hpp"

namespace vtime {

/// When, and in which callback.
struct Moment {
  Duration at{};                  ///< since the start of the loop
  EventId event = EventId::main;  ///< the callback that runs; main between callbacks and where nothing records
  friend bool operator==(const Moment&, const Moment&) = default;
};

}  // namespace vtime
