#include "loop/current_loop.hpp"

#include <fmt/format.h>

#include "vtime/current_loop.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

thread_local CurrentLoop* innermost = nullptr;

}  // namespace

CurrentLoop::CurrentLoop(const void* loop, Now read, WallNow read_wall) noexcept
    : loop_(loop), now_(read), wall_now_(read_wall), outer_(innermost) {
  innermost = this;
}

CurrentLoop::~CurrentLoop() {
  // Loops may end in another order than the reverse of their making.
  CurrentLoop** link = &innermost;
  while (*link != nullptr && *link != this) link = &(*link)->outer_;
  if (*link == this) *link = outer_;
}

const CurrentLoop& CurrentLoop::get(const char* asker) {
  if (innermost == nullptr) {
    throw NoCurrentLoop({.message = fmt::format("{} was read, but no event loop lives on this thread", asker),
                         .help = "make a vtime::EventLoop first, and read the clock on the thread that made it"});
  }
  return *innermost;
}

EventLoop* current_loop() noexcept { return innermost == nullptr ? nullptr : innermost->event_loop(); }

TimePoint Clock::now() { return CurrentLoop::get("vtime::Clock").now(); }
WallTime WallClock::now() { return CurrentLoop::get("vtime::WallClock").wall_now(); }

}  // namespace vtime
