#include "loop/timer_queue.hpp"

#include <algorithm>

namespace vtime {

// ---- arming ----------------------------------------------------------------------------------------------------

TimerId TimerQueue::add_repeated(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts,
                                 const Repetition& repetition) {
  const TimerId id = add(deadline, now, std::move(callback), facts);
  add_record(id.slot, {.number = id.number, .site = site_number(id.slot), .repetition = repetition});
  return id;
}

void TimerQueue::rearm(std::uint32_t number, Duration deadline, Duration now, EventId event) {
  TimerSlot& slot = slots_[number];
  enter(number, slot, deadline, now, slot.state & TimerSlot::flags_mask);
  if (event != EventId::main || keeps_more()) note_more(number, deadline, event);
}

void TimerQueue::note_more(std::uint32_t number, Duration deadline, EventId event) {
  keep_more();
  if (keeps_deadlines_) note_deadline(number, deadline);
  if (event == EventId::main && events_.empty()) return;
  if (number >= events_.size()) events_.resize(slots_.count(), EventId::main);
  events_[number] = event;
}

void TimerQueue::note_deadline(std::uint32_t number, Duration deadline) {
  if (number >= deadlines_.size()) deadlines_.resize(slots_.count());
  deadlines_[number] = deadline;
}

void TimerQueue::add_record(std::uint32_t number, const Record& record) {
  if ((slots_[number].state & TimerSlot::record_bit) != 0) drop_record(number);
  if (number >= record_numbers_.size()) record_numbers_.resize(slots_.count());
  std::uint32_t index = 0;
  if (free_records_.empty()) {
    index = static_cast<std::uint32_t>(records_.size());
    records_.push_back(record);
  } else {
    index = free_records_.back();
    free_records_.pop_back();
    records_[index] = record;
  }
  record_numbers_[number] = index;
  TimerSlot& slot = slots_[number];
  slot.state |= TimerSlot::record_bit;
  if ((slot.state & TimerSlot::tagged_bit) != 0) slots_.set_tag(number, {});
  slot.state &= ~TimerSlot::tagged_bit;
}

void TimerQueue::drop_record(std::uint32_t number) {
  free_records_.push_back(record_numbers_[number]);
  slots_[number].state &= ~TimerSlot::record_bit;
}

void TimerQueue::renumber() {
  const std::vector<TimerKey> keys = in_order();
  for (const TimerKey key : keys) {
    const std::uint32_t number = key.slot();
    if ((slots_[number].state & TimerSlot::record_bit) != 0) continue;
    add_record(number, {.number = number_of(number), .site = site_number(number), .repetition = std::nullopt});
  }
  line_.clear();
  dead_ = 0;
  intake_.era_ += TimerKey::order_end;
  intake_.next_order_ = 1;
  for (const TimerKey key : keys) {
    TimerSlot& slot = slots_[key.slot()];
    const std::uint64_t order = intake_.give_order(slot, slot.state & TimerSlot::flags_mask);
    line_.push(TimerKey(key.deadline(), order, key.slot()), 0);
  }
}

// ---- looking ---------------------------------------------------------------------------------------------------

std::optional<Duration> TimerQueue::deadline_of(TimerId id) {
  if (!waits(id)) return std::nullopt;
  if (!keeps_deadlines_) {
    keep_more();
    keeps_deadlines_ = true;
    for (const TimerKey key : in_order()) note_deadline(key.slot(), key.deadline());
  }
  return deadlines_[id.slot];
}

std::vector<TimerKey> TimerQueue::in_order() const {
  std::vector<TimerKey> keys;
  keys.reserve(size());
  line_.each([&](TimerKey key) {
    if (is_live(key)) keys.push_back(key);
  });
  std::sort(keys.begin(), keys.end());
  return keys;
}

TimerFacts TimerQueue::facts(std::uint32_t number) const {
  return {.site = site(number), .traits = traits(number), .event = event(number)};
}

const Site& TimerQueue::site(std::uint32_t number) const { return site_table_[site_number(number)]; }

std::uint32_t TimerQueue::site_number(std::uint32_t number) const {
  const std::uint64_t state = slots_[number].state;
  return (state & TimerSlot::record_bit) != 0
             ? record(number).site
             : static_cast<std::uint32_t>((state & TimerSlot::flags_mask) >> TimerSlot::site_shift);
}

const Repetition* TimerQueue::repetition_of_record(std::uint32_t number) const {
  const std::optional<Repetition>& repetition = record(number).repetition;
  return repetition ? &*repetition : nullptr;
}

// ---- firing ----------------------------------------------------------------------------------------------------

void TimerQueue::first_instant(std::vector<TimerKey>& keys) {
  keys.clear();
  intake_.close();
  for (Waiting next = first(); next.slot != nullptr; next = first()) {
    if (!keys.empty() && next.key.when() != keys.front().when()) break;
    keys.push_back(next.key);
    line_.pop_front();
  }
  line_.put_back(keys);
}

// ---- cancelling --------------------------------------------------------------------------------------------------

void TimerQueue::sweep() {
  const auto fetch = [this](TimerKey key) {
    if (slots_.tag(key.slot()).tells_nothing()) slots_.prefetch_slot(key.slot());  // it will have to be read
  };
  line_.sweep([this](TimerKey key) { return is_dead(key); }, fetch);
  dead_ = 0;
}

void TimerQueue::clear() {
  plain_flags_ = 0;
  resting_ = {};
  for (std::uint32_t number = 0; number < slots_.count(); ++number) slots_[number].state = 0;
  background_ = dead_ = 0;
  line_.clear();
  slots_.clear();
  intake_.vacant_ = {};
}

}  // namespace vtime
