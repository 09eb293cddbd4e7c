/// What still waits, as a message lists it.
#pragma once

#include <string>
#include <vector>

#include "vtime/event_loop.hpp"

namespace vtime {

/// What keeps a run alive, in the order in which it would run.
std::vector<PendingCallback> pending_in_foreground(const EventLoop& loop);

/// One line each, without the last line break: `   due at 5s, in 3s: 'request timeout', armed at client.cpp:12`.
/// A long list is cut.
std::string pending_text(const EventLoop& loop, const std::vector<PendingCallback>& pending);

}  // namespace vtime
