/// What the clock of an EventLoop shows, where the loop's inline functions read it without a call.
///
///     vtime::EventLoop loop;
///     loop.elapsed();  // this is what is read, and loop.now()
#pragma once

#include "vtime/duration.hpp"

namespace vtime {

struct LoopClock {
  Duration start{};            ///< what the steady clock shows when nothing has elapsed
  Duration elapsed{};          ///< since the start
  bool records_looks = false;  ///< a recorder is to hear that the program looked at the clock
};

}  // namespace vtime
