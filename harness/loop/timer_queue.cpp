#include "loop/timer_queue.hpp"

#include <algorithm>
#include <utility>

namespace vtime {

TimerId TimerQueue::add(TimerEntry entry) {
  std::uint32_t slot = 0;
  if (free_.empty()) {
    slot = static_cast<std::uint32_t>(slots_.size());
    slots_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  const std::uint64_t sequence = next_sequence_++;
  heap_.push({entry.deadline, sequence, slot});
  ++size_;
  if (!entry.background) ++foreground_;
  slots_[slot].sequence = slots_[slot].number = sequence;
  slots_[slot].entry = std::move(entry);
  return {sequence, slot};
}

void TimerQueue::rearm(TimerId id, Duration deadline) {
  Slot& slot = slots_[id.slot];
  slot.sequence = next_sequence_++;
  slot.entry.deadline = deadline;
  heap_.push({deadline, slot.sequence, id.slot});
  key_died();
}

TimerEntry* TimerQueue::find(TimerId id) {
  if (id.slot >= slots_.size()) return nullptr;
  Slot& slot = slots_[id.slot];
  return slot.sequence != 0 && slot.number == id.number ? &slot.entry : nullptr;
}

TimerEntry TimerQueue::take(TimerId id) {
  Slot& slot = slots_[id.slot];
  TimerEntry entry = std::move(slot.entry);
  slot.sequence = 0;
  free_.push_back(id.slot);
  --size_;
  if (!entry.background) --foreground_;
  key_died();
  return entry;
}

std::optional<TimerId> TimerQueue::first() {
  drop_dead();
  if (heap_.empty()) return std::nullopt;
  return id_of(heap_.top());
}

void TimerQueue::first_instant(std::vector<TimerId>& ids) {
  ids.clear();
  drop_dead();
  if (heap_.empty()) return;
  const Duration deadline = heap_.top().deadline;
  instant_.clear();
  while (!heap_.empty() && heap_.top().deadline == deadline) {
    instant_.push_back(heap_.top());
    heap_.pop();
    drop_dead();
  }
  for (const DeadlineKey& key : instant_) {
    ids.push_back(id_of(key));
    heap_.push(key);
  }
}

std::vector<TimerId> TimerQueue::in_order() const {
  std::vector<DeadlineKey> keys;
  keys.reserve(size_);
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (slots_[slot].sequence == 0) continue;
    keys.push_back({slots_[slot].entry.deadline, slots_[slot].sequence, static_cast<std::uint32_t>(slot)});
  }
  std::sort(keys.begin(), keys.end());
  std::vector<TimerId> ids;
  ids.reserve(keys.size());
  for (const DeadlineKey& key : keys) ids.push_back(id_of(key));
  return ids;
}

void TimerQueue::clear() {
  // Taken out first: what the callbacks hold may use the queue while it is destroyed.
  const std::vector<Slot> dropped = std::exchange(slots_, {});
  free_.clear();
  heap_.clear();
  size_ = foreground_ = 0;
}

void TimerQueue::drop_dead() {
  while (!heap_.empty() && !is_live(heap_.top())) heap_.pop();
}

void TimerQueue::key_died() {
  // The margin keeps small queues from being swept again and again.
  constexpr std::size_t margin = 1024;
  const std::size_t dead = heap_.size() - size_;
  if (dead <= 2 * size_ + margin) return;
  heap_.sweep([this](const DeadlineKey& key) { return !is_live(key); });
}

}  // namespace vtime
