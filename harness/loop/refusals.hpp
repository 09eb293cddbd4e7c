/// What every scheduler refuses, in the same words.
#pragma once

#include <optional>

#include "vtime/callback.hpp"
#include "vtime/duration.hpp"
#include "vtime/place.hpp"

namespace vtime {

/// Where and when something was asked for. A loop in real time has no virtual time to tell.
struct Asked {
  Place place;
  std::optional<Duration> at = {};
};

/// InvalidArgument if it is empty.
void require_callback(const Callback& callback, const Asked& asked);
/// InvalidArgument if it is below zero.
void require_not_negative(Duration delay, const Asked& asked);
/// PastDeadline if `when` lies before `now`, both since the same start.
void require_not_past(Duration when, Duration now, const Asked& asked);
/// ReentrantDrive, since a callback drives the loop that runs it.
[[noreturn]] void refuse_to_be_driven(const Asked& asked);

}  // namespace vtime
