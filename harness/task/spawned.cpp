#include "vtime/spawned.hpp"

#include <fmt/format.h>

#include "vtime/error.hpp"

namespace vtime::task {

std::string JoinWaitBase::what() const {
  return fmt::format("the end of '{}', spawned at {}", joined_->name(), to_text(joined_->site().place));
}

void JoinWaitBase::enter() {
  if (joined_->done()) return fulfilled();
  joined_->joiners().add(*this);
}

void throw_not_done(const Fiber& fiber, const Place& place) {
  throw InvalidArgument({.message = fmt::format("the task '{}' has not finished", fiber.name()),
                         .help = "run the loop first, or await join()",
                         .at = fiber.scheduler().moment().at,
                         .place = place});
}

void throw_no_task(const Place& place) {
  throw InvalidArgument({.message = "there is no task here: it was moved away",
                         .help = "await, spawn, or run a task once",
                         .place = place});
}

void throw_taken() {
  throw InvalidArgument({.message = "the value of the task was taken already",
                         .help = "join or get a task once, and keep what it gives"});
}

}  // namespace vtime::task
