/// Which loop's time this thread is living in.
///
///     if (vtime::EventLoop* loop = vtime::current_loop()) loop->post(retry);
#pragma once

namespace vtime {

class EventLoop;

/// The loop that Clock reads on this thread: of those that live on it, the one made last. Null where there is none, and
/// where that is a loop of real time.
EventLoop* current_loop() noexcept;

}  // namespace vtime
