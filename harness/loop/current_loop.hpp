/// The loop that is current on a thread: the only state that is not part of a loop.
#pragma once

#include <concepts>

#include "vtime/clock.hpp"
#include "vtime/wall_clock.hpp"

namespace vtime {

class EventLoop;

/// Makes a loop current on this thread as long as it lives; of several, the one made last is.
class CurrentLoop {
 public:
  template <typename Loop>
  explicit CurrentLoop(Loop& loop) noexcept
      : CurrentLoop(
            &loop, [](const void* current) { return static_cast<const Loop*>(current)->now(); },
            [](const void* current) { return static_cast<const Loop*>(current)->wall_now(); }) {
    if constexpr (std::same_as<Loop, EventLoop>) event_loop_ = &loop;
  }
  CurrentLoop(const CurrentLoop&) = delete;
  CurrentLoop& operator=(const CurrentLoop&) = delete;
  ~CurrentLoop();

  /// Throws NoCurrentLoop, saying that `asker` needs one.
  static const CurrentLoop& get(const char* asker);

  TimePoint now() const { return now_(loop_); }
  WallTime wall_now() const { return wall_now_(loop_); }
  /// Null for a loop of real time.
  EventLoop* event_loop() const noexcept { return event_loop_; }

 private:
  using Now = TimePoint (*)(const void* loop);
  using WallNow = WallTime (*)(const void* loop);
  CurrentLoop(const void* loop, Now read, WallNow read_wall) noexcept;

  const void* loop_;
  EventLoop* event_loop_ = nullptr;
  Now now_;
  WallNow wall_now_;
  CurrentLoop* outer_;
};

}  // namespace vtime
