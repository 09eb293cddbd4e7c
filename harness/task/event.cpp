#include "vtime/event.hpp"

#include <fmt/format.h>

#include "task/names.hpp"
#include "vtime/task/fiber.hpp"

namespace vtime {

void Event::set() {
  is_set_ = true;
  waiting_.wake_all();
}

namespace task {

EventWait::EventWait(Event* event, const Place& place) noexcept
    : ListedWait(place), event_(event), site_(event->site_) {}

void EventWait::enter() {
  if (event_->is_set_) return fulfilled();
  event_->waiting_.add(*this);
}

std::string EventWait::what() const { return thing("event", site_, is_listed()); }

}  // namespace task
}  // namespace vtime
