/// The loop that is current on a thread: the only state that is not part of a loop.
#pragma once

#include "vtime/event_loop.hpp"

namespace vtime {

/// Makes a loop current on this thread as long as it lives; of several, the one made last is.
class CurrentLoop {
 public:
  explicit CurrentLoop(EventLoop& loop) noexcept;
  CurrentLoop(const CurrentLoop&) = delete;
  CurrentLoop& operator=(const CurrentLoop&) = delete;
  ~CurrentLoop();

  /// Throws NoCurrentLoop, saying that `asker` needs one.
  static EventLoop& get(const char* asker);

 private:
  EventLoop& loop_;
  CurrentLoop* outer_;
};

}  // namespace vtime
