#include "loop/steady_queue.hpp"

namespace vtime {

TimerId SteadyQueue::add(TimePoint deadline, Entry entry) {
  const std::uint64_t number = last_number_ + 1;
  const auto [known, added] = deadlines_.emplace(number, deadline);
  const bool background = entry.background;
  try {
    queue_.emplace(Key{deadline, number}, std::move(entry));
  } catch (...) {
    deadlines_.erase(known);
    throw;
  }
  last_number_ = number;
  if (!background) ++foreground_;
  return {.number = number};
}

std::optional<TimePoint> SteadyQueue::deadline_of(TimerId id) const {
  const auto known = deadlines_.find(id.number);
  return known == deadlines_.end() ? std::nullopt : std::optional(known->second);
}

SteadyQueue::Entry SteadyQueue::take(TimerId id) {
  const std::optional<TimePoint> deadline = deadline_of(id);
  return deadline ? take(queue_.find({*deadline, id.number})) : Entry{};
}

std::optional<TimePoint> SteadyQueue::next_deadline() const {
  return queue_.empty() ? std::nullopt : std::optional(queue_.begin()->first.first);
}

SteadyQueue::Entry SteadyQueue::take_first() { return take(queue_.begin()); }

SteadyQueue::Entry SteadyQueue::take(Queue::iterator waiting) {
  Entry entry = std::move(waiting->second);
  deadlines_.erase(waiting->first.second);
  queue_.erase(waiting);
  if (!entry.background) --foreground_;
  return entry;
}

}  // namespace vtime
