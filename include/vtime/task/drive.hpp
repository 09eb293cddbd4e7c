/// Runs a loop until a fiber has ended.
#pragma once

#include "vtime/place.hpp"

namespace vtime {
class EventLoop;
}

namespace vtime::task {

class Fiber;

/// Throws DeadlockError when nothing is pending before it has ended, and what leaves the callbacks of the loop; the
/// fiber is destroyed then.
void drive(EventLoop& loop, Fiber& fiber, const Place& place);

}  // namespace vtime::task
