#include "vtime/waiting_coroutines.hpp"

#include <fmt/format.h>

#include "task/room.hpp"

namespace vtime {

std::vector<WaitingCoroutine> waiting_coroutines(const Scheduler& scheduler) {
  const task::Room* const room = task::Room::find(scheduler);
  return room == nullptr ? std::vector<WaitingCoroutine>() : room->waiting();
}

std::string to_text(const WaitingCoroutine& waiting) {
  std::string text =
      fmt::format("'{}' waits for {}; since {}", waiting.name, waiting.waits_for, to_text(waiting.since));
  const char* link = " at ";
  for (const Place& place : waiting.places) {
    text += link + to_text(place);
    link = ", awaited at ";
  }
  return text + ", spawned at " + to_text(waiting.spawned);
}

}  // namespace vtime
