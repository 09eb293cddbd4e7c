/// What waits for its time, in the order of (deadline, arming).
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <utility>
#include <vector>

#include "loop/key_line.hpp"
#include "loop/site_table.hpp"
#include "loop/timer_key.hpp"
#include "loop/timer_slots.hpp"
#include "vtime/callback.hpp"
#include "vtime/event_id.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/range.hpp"
#include "vtime/recorder.hpp"
#include "vtime/site.hpp"
#include "vtime/timer.hpp"

namespace vtime {

/// What is known of a callback that waits.
struct TimerFacts {
  Site site = {};
  EventKind kind = EventKind::timer;
  bool background = false;
  EventId event = EventId::main;
};

/// How a repeated callback is put in line again.
struct Repetition {
  Range period;
  MissedTicks missed = MissedTicks::burst;
};

/// Callables lie in slots and are called there. Cancelling empties the slot at once and leaves its key in line; such
/// keys are swept out before they outnumber the live ones by far. So the memory is bounded by the greatest number of
/// timers that waited at one time.
///
/// To fire: first(), take_first() (or first_instant(), take_chosen()), for a repeated one rearm(), then the callback of
/// the slot, and release() or finish() when it has returned.
class TimerQueue {
 public:
  /// Where the count of armings begins is for tests.
  explicit TimerQueue(std::uint64_t first_order = 1) : line_(slots_), next_order_(first_order) {}

  // ---- arming ----------------------------------------------------------------------------------------------------

  /// The numbers of timers grow in the order of arming. That `deadline` is the present time of `now`, or earlier, makes
  /// it cheaper.
  [[gnu::always_inline]] TimerId add(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts) {
    const std::uint32_t number = slots_.take();
    TimerSlot& slot = slots_[number];
    ::new (static_cast<void*>(&slot.callback)) Callback(std::move(callback));  // in the place of an empty one
    return enter_new(number, slot, deadline, now, facts);
  }
  /// Where the callable may be put beforehand that add_next() is to take.
  Callback& next_callback() { return slots_.next().callback; }
  [[gnu::always_inline]] TimerId add_next(Duration deadline, Duration now, const TimerFacts& facts) {
    const std::uint32_t number = slots_.take();
    return enter_new(number, slots_[number], deadline, now, facts);
  }
  TimerId add_repeated(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts,
                       const Repetition& repetition);
  /// Puts a repeated callback that was taken to fire in line again, behind all others of that deadline.
  void rearm(std::uint32_t number, Duration deadline, Duration now, EventId event);

  // ---- looking ---------------------------------------------------------------------------------------------------

  std::size_t size() const { return foreground_ + background_; }
  std::size_t foreground() const { return foreground_; }
  bool waits(TimerId id) const {
    return id.slot < slots_.count() && is_waiting(slots_[id.slot].state) && number_of(id.slot) == id.number;
  }
  /// Nothing if it does not wait. The first call makes the queue keep deadlines where they can be looked up.
  std::optional<Duration> deadline_of(TimerId id);
  TimerId id_of(TimerKey key) const { return {number_of(key.slot()), key.slot()}; }
  /// The keys of all that wait, in the order in which they would run.
  std::vector<TimerKey> in_order() const;

  // Of a slot that waits or fires.
  TimerFacts facts(std::uint32_t number) const;
  const Site& site(std::uint32_t number) const;
  EventId event(std::uint32_t number) const { return number < events_.size() ? events_[number] : EventId::main; }
  EventKind kind(std::uint32_t number) const {
    return static_cast<EventKind>((slots_[number].state >> kind_shift) & kind_mask);
  }
  bool is_background(std::uint32_t number) const { return (slots_[number].state & background_bit) != 0; }
  /// Null if it is called once.
  const Repetition* repetition(std::uint32_t number, const TimerSlot& slot) const {
    return (slot.state & record_bit) != 0 ? repetition_of_record(number) : nullptr;
  }

  // ---- firing ----------------------------------------------------------------------------------------------------

  /// The key of the one to run next; TimerKey::none() if none waits.
  [[gnu::always_inline]] TimerKey first() {
    for (;;) {
      const TimerKey key = line_.front();
      if (key.is_none() || is_live(key)) return key;
      line_.pop_front();
      --dead_;
    }
  }
  TimerSlot& slot(std::uint32_t number) { return slots_[number]; }
  /// The keys of all that have the deadline of the first, in FIFO order; they stay in line.
  void first_instant(std::vector<TimerKey>& keys);
  /// The timer, whose key first() has given just now, waits no more. Its callable stays until release() or finish().
  void take_first(TimerSlot& slot) {
    line_.pop_front();
    leave(slot);
  }
  /// The same for any timer that waits.
  void take_chosen(TimerSlot& slot) {
    ++dead_;
    leave(slot);
  }
  /// Destroys the callable of a timer that was taken, unless it waits again.
  void release(std::uint32_t number) {
    TimerSlot& slot = slots_[number];
    if (!is_waiting(slot.state)) finish(number, slot);
  }
  /// The same for one that cannot wait again.
  void finish(std::uint32_t number, TimerSlot& slot) {
    slot.callback.reset();
    if ((slot.state & record_bit) != 0) [[unlikely]]
      drop_record(number);
    slots_.give_back(number);
  }

  // ---- cancelling --------------------------------------------------------------------------------------------------

  /// Takes a timer that waits out of the line. release() is to follow, unless it is the one that fires.
  void cancel(std::uint32_t number);
  /// Drops everything. What the callables hold may ask for what waits while it is destroyed: nothing.
  void clear();

 private:
  // The state of a slot: the order of its one live key in the highest bits, 0 if it does not wait, and flags below,
  // which stay while it fires. No order is used twice, so that keys of former timers are told from those of the
  // present one; when all have been used, those that wait are numbered anew and get records of their numbers.
  static constexpr std::uint64_t record_bit = 1U << 0U;
  static constexpr std::uint64_t background_bit = 1U << 1U;
  static constexpr unsigned kind_shift = 2;
  static constexpr std::uint64_t kind_mask = 0xFU;
  static constexpr unsigned site_shift = 6;
  static constexpr std::uint32_t most_sites = std::uint32_t{1} << (TimerKey::slot_bits - site_shift);
  static constexpr std::uint64_t flags_mask = TimerKey::most_slots - 1;

  /// What few timers have: those that are repeated, or were numbered anew, or whose site has a number that is too large
  /// for the state.
  struct Record {
    std::uint64_t number = 0;
    std::uint32_t site = 0;
    std::optional<Repetition> repetition;
  };

  static std::uint64_t flags_of(const TimerFacts& facts, std::uint32_t site) {
    return (std::uint64_t{site % most_sites} << site_shift) |
           (std::uint64_t{static_cast<std::uint8_t>(facts.kind)} << kind_shift) |
           (facts.background ? background_bit : 0);
  }
  static bool is_waiting(std::uint64_t state) { return (state & ~flags_mask) != 0; }
  bool is_live(TimerKey key) const { return key.has_order(slots_[key.slot()].state >> TimerKey::slot_bits); }
  std::uint64_t number_of(std::uint32_t number) const {
    const std::uint64_t state = slots_[number].state;
    return (state & record_bit) != 0 ? record(number).number : era_ + (state >> TimerKey::slot_bits);
  }

  [[gnu::always_inline]] TimerId enter_new(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                           const TimerFacts& facts) {
    const std::uint32_t site = site_table_.number_of(facts.site.place, facts.site.label);
    const std::uint64_t order = enter(number, slot, deadline, now, flags_of(facts, site));
    if (site >= most_sites) [[unlikely]]
      add_record(number, {.number = era_ + order, .site = site, .repetition = std::nullopt});
    if (facts.event != EventId::main || keeps_more_) [[unlikely]]
      note_more(number, deadline, facts.event);
    return {era_ + order, number};
  }
  /// Gives its order.
  [[gnu::always_inline]] std::uint64_t enter(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                             std::uint64_t flags) {
    if (next_order_ == TimerKey::order_end) [[unlikely]]
      renumber();
    const std::uint64_t order = next_order_++;
    line_.push(TimerKey(deadline, order, number), TimerKey::when_of(now));
    slot.state = (order << TimerKey::slot_bits) | flags;
    ++((flags & background_bit) != 0 ? background_ : foreground_);
    return order;
  }
  void leave(TimerSlot& slot) {
    --((slot.state & background_bit) != 0 ? background_ : foreground_);
    slot.state &= flags_mask;
  }
  void note_more(std::uint32_t number, Duration deadline, EventId event);
  void note_deadline(std::uint32_t number, Duration deadline);
  const Repetition* repetition_of_record(std::uint32_t number) const;
  const Record& record(std::uint32_t number) const { return records_[record_numbers_[number]]; }
  std::uint32_t site_number(std::uint32_t number) const;
  void add_record(std::uint32_t number, const Record& record);
  void drop_record(std::uint32_t number);
  void renumber();

  TimerSlots slots_;
  KeyLine line_;  ///< has a key for each live timer, and dead_ keys besides
  SiteTable site_table_;
  std::uint64_t next_order_;
  std::uint64_t era_ = 0;  ///< numbers are era_ + order; it grows when all orders have been used
  std::size_t foreground_ = 0;
  std::size_t background_ = 0;
  std::size_t dead_ = 0;
  bool keeps_more_ = false;  ///< deadlines, or events
  bool keeps_deadlines_ = false;

  // By slot. What nobody asked for is not kept: then the vector is empty, or too short.
  std::vector<EventId> events_;
  std::vector<Duration> deadlines_;
  std::vector<std::uint32_t> record_numbers_;

  std::vector<Record> records_;
  std::vector<std::uint32_t> free_records_;
};

}  // namespace vtime
