#include "vtime/sleep.hpp"

#include <fmt/format.h>

#include "vtime/task/fiber.hpp"

namespace vtime::task {

void SleepWait::enter() {
  Scheduler& scheduler = fiber().scheduler();
  const auto wake = [this] { fulfilled_now(); };
  if (const Duration* delay = std::get_if<Duration>(&end_)) {
    timer_ = scheduler.schedule_after(*delay, wake, fiber().timer_options(), place());
  } else {
    timer_ = scheduler.schedule_at(std::get<TimePoint>(end_), wake, fiber().timer_options(), place());
  }
}

std::string SleepWait::what() const {
  const Duration* delay = std::get_if<Duration>(&end_);
  return delay == nullptr ? "a time" : fmt::format("{} to pass", to_text(*delay));
}

std::string YieldWait::what() const { return "its turn"; }

}  // namespace vtime::task
