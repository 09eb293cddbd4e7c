#include "vtime/timer.hpp"

#include "vtime/scheduler.hpp"

namespace vtime {

bool Timer::cancel() const {
  Scheduler* scheduler = life_.scheduler();
  return scheduler != nullptr && scheduler->cancel_timer(id_);
}

bool Timer::pending() const {
  const Scheduler* scheduler = life_.scheduler();
  return scheduler != nullptr && scheduler->is_pending(id_);
}

std::optional<TimePoint> Timer::deadline() const {
  const Scheduler* scheduler = life_.scheduler();
  return scheduler == nullptr ? std::nullopt : scheduler->deadline_of(id_);
}

}  // namespace vtime
