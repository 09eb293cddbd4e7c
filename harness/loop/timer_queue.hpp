/// What waits for its time, in the order of (deadline, arming).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string_view>
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
#include "vtime/timer_traits.hpp"

namespace vtime {

/// What is known of a callback that waits.
struct TimerFacts {
  Site site = {};
  TimerTraits traits{EventKind::timer, false};
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
/// the slot, and release() or finish_plain() when it has returned.
///
/// Most timers are plain: nothing is kept of them but what their slots hold. For these there is a short way in and out.
class TimerQueue {
 public:
  /// Where the count of armings begins is for tests.
  explicit TimerQueue(std::uint64_t first_order = 1) : line_(slots_), next_order_(first_order) {}

  // ---- arming ----------------------------------------------------------------------------------------------------

  /// The numbers of timers grow in the order of arming. That `deadline` is the present time of `now`, or earlier, makes
  /// it cheaper.
  [[gnu::always_inline]] TimerId add(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts) {
    const auto [number, slot] = slots_.take();
    ::new (static_cast<void*>(&slot.callback)) Callback(std::move(callback));  // in the place of an empty one
    return enter_new(number, slot, deadline, now, facts);
  }
  /// Where the callable may be put beforehand that add_plain() is to take.
  Callback* const& vacant() const { return slots_.vacant(); }
  Callback& make_vacant() { return slots_.make_vacant(); }
  /// What add_plain() is to be given as the site; null if add() must be used.
  using PlainSite = const SiteTable::Numbered*;
  PlainSite plain_site(const Place& place, std::string_view label) const {
    return next_order_ < plain_end_ ? site_table_.recent(place, label) : nullptr;
  }
  /// Adds the callable that lies at vacant().
  [[gnu::always_inline]] TimerId add_plain(Duration deadline, Duration now, PlainSite site, TimerTraits traits) {
    const auto push = [this, now](TimerKey key) { line_.push(key, TimerKey::when_of(now)); };
    return put_plain(deadline, site, traits, push);
  }
  /// Whether add_due() may be called at that time.
  bool takes_due(Duration now) const { return line_.takes_due(TimerKey::when_of(now)); }
  /// The same for a timer that is due now.
  [[gnu::always_inline]] TimerId add_due(Duration now, PlainSite site, TimerTraits traits) {
    return put_plain(now, site, traits, [this](TimerKey key) { line_.push_due(key); });
  }
  TimerId add_repeated(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts,
                       const Repetition& repetition);
  /// Puts a repeated callback that was taken to fire in line again, behind all others of that deadline.
  void rearm(std::uint32_t number, Duration deadline, Duration now, EventId event);

  // ---- looking ---------------------------------------------------------------------------------------------------

  std::size_t size() const { return waiting_[0] + waiting_[1]; }
  std::size_t foreground() const { return waiting_[0]; }
  /// Null if it does not wait.
  TimerSlot* find(TimerId id) { return waits(id) ? &slots_[id.slot] : nullptr; }
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
  TimerTraits traits(std::uint32_t number) const { return traits_of(slots_[number].state); }
  /// Whether it has no record: then it is called once.
  static bool is_plain(const TimerSlot& slot) { return (slot.state & record_bit) == 0; }
  /// Null if it is called once.
  const Repetition* repetition(std::uint32_t number, const TimerSlot& slot) const {
    return is_plain(slot) ? nullptr : repetition_of_record(number);
  }

  // ---- firing ----------------------------------------------------------------------------------------------------

  /// One that waits.
  struct Waiting {
    TimerKey key;
    TimerSlot* slot = nullptr;  ///< null: none waits
  };
  /// The one to run next.
  [[gnu::always_inline]] Waiting first() {
    for (;;) {
      const TimerKey key = line_.front();
      if (key.is_none()) return {key};
      TimerSlot& slot = slots_[key.slot()];
      if (is_live(key, slot)) return {key, &slot};
      line_.pop_front();
      --dead_;
    }
  }
  TimerSlot& slot(std::uint32_t number) { return slots_[number]; }
  /// The keys of all that have the deadline of the first, in FIFO order; they stay in line.
  void first_instant(std::vector<TimerKey>& keys);
  /// The timer that first() has given just now waits no more. Its callable stays until release() or finish_plain().
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
    if (is_waiting(slot.state)) return;
    if (!is_plain(slot)) drop_record(number);
    finish_plain(number, slot);
  }
  /// The same for a plain one.
  void finish_plain(std::uint32_t number, TimerSlot& slot) {
    slot.callback.discard();
    slots_.give_back(number, slot);
  }

  // ---- cancelling --------------------------------------------------------------------------------------------------

  /// Takes a timer that waits out of the line. release() or finish_plain() is to follow, unless it is the one that
  /// fires.
  void cancel(TimerSlot& slot) {
    leave(slot);
    ++dead_;
    // The margin keeps small queues from being swept again and again.
    constexpr std::size_t margin = 1024;
    if (dead_ > 2 * size() + margin) [[unlikely]]
      sweep();
  }
  /// Drops everything. What the callables hold may ask for what waits while it is destroyed: nothing.
  void clear();

 private:
  // The state of a slot: the order of its one live key in the highest bits, 0 if it does not wait, and flags below,
  // which stay while it fires. No order is used twice, so that keys of former timers are told from those of the
  // present one; when all have been used, those that wait are numbered anew and get records of their numbers.
  static constexpr std::uint64_t record_bit = 1;
  static constexpr unsigned site_shift = TimerTraits::used_bits;
  static_assert(SiteTable::most_short == 1U << (TimerKey::slot_bits - site_shift));
  static constexpr std::uint64_t flags_mask = TimerKey::most_slots - 1;

  /// What few timers have: those that are repeated, or were numbered anew, or whose site has a number that is too large
  /// for the state.
  struct Record {
    std::uint64_t number = 0;
    std::uint32_t site = 0;
    std::optional<Repetition> repetition;
  };

  static std::uint64_t flags_of(TimerTraits traits, std::uint32_t site) {
    return (std::uint64_t{site} << site_shift) | traits.bits();
  }
  static TimerTraits traits_of(std::uint64_t state) { return TimerTraits::of_bits(state); }
  static bool is_waiting(std::uint64_t state) { return (state & ~flags_mask) != 0; }
  static bool is_live(TimerKey key, const TimerSlot& slot) { return key.has_order_of(slot.state); }
  bool is_live(TimerKey key) const { return is_live(key, slots_[key.slot()]); }
  std::uint64_t number_of(std::uint32_t number) const {
    const std::uint64_t state = slots_[number].state;
    return (state & record_bit) != 0 ? record(number).number : era_ + (state >> TimerKey::slot_bits);
  }

  [[gnu::always_inline]] TimerId enter_new(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                           const TimerFacts& facts) {
    const std::uint32_t site = site_table_.number_of(facts.site.place, facts.site.label);
    const std::uint64_t order =
        enter(number, slot, deadline, now, flags_of(facts.traits, site % SiteTable::most_short));
    if (site >= SiteTable::most_short) [[unlikely]]
      add_record(number, {.number = era_ + order, .site = site, .repetition = std::nullopt});
    if (facts.event != EventId::main || keeps_more()) [[unlikely]]
      note_more(number, deadline, facts.event);
    return {era_ + order, number};
  }
  /// Gives its order.
  [[gnu::always_inline]] std::uint64_t enter(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                             std::uint64_t flags) {
    if (next_order_ == TimerKey::order_end) [[unlikely]]
      renumber();
    return put(number, slot, deadline, flags, [this, now](TimerKey key) { line_.push(key, TimerKey::when_of(now)); });
  }
  template <typename Push>
  [[gnu::always_inline]] TimerId put_plain(Duration deadline, PlainSite site, TimerTraits traits, Push push) {
    const auto [number, slot] = slots_.take_vacant();
    return {era_ + put(number, slot, deadline, flags_of(traits, site->number), push), number};
  }
  template <typename Push>
  [[gnu::always_inline]] std::uint64_t put(std::uint32_t number, TimerSlot& slot, Duration deadline,
                                           std::uint64_t flags, Push push) {
    const std::uint64_t order = next_order_++;
    slot.state = (order << TimerKey::slot_bits) | flags;
    ++waiting(flags);
    push(TimerKey(deadline, order, number));
    return order;
  }
  void leave(TimerSlot& slot) {
    const std::uint64_t flags = slot.state & flags_mask;
    slot.state = flags;
    --waiting(flags);
  }
  std::size_t& waiting(std::uint64_t state) { return waiting_[traits_of(state).is_background() ? 1 : 0]; }
  /// Deadlines, or events.
  bool keeps_more() const { return plain_end_ == 0; }
  void keep_more() { plain_end_ = 0; }
  void note_more(std::uint32_t number, Duration deadline, EventId event);
  void note_deadline(std::uint32_t number, Duration deadline);
  const Repetition* repetition_of_record(std::uint32_t number) const;
  const Record& record(std::uint32_t number) const { return records_[record_numbers_[number]]; }
  std::uint32_t site_number(std::uint32_t number) const;
  void add_record(std::uint32_t number, const Record& record);
  void drop_record(std::uint32_t number);
  void renumber();
  void sweep();

  TimerSlots slots_;
  KeyLine line_;  ///< has a key for each live timer, and dead_ keys besides
  SiteTable site_table_;
  std::uint64_t next_order_;
  std::uint64_t era_ = 0;                 ///< numbers are era_ + order; it grows when all orders have been used
  std::array<std::size_t, 2> waiting_{};  ///< how many timers: foreground, background
  std::size_t dead_ = 0;
  std::uint64_t plain_end_ = TimerKey::order_end;  ///< armings of lower orders are plain; 0: none is
  bool keeps_deadlines_ = false;

  // By slot. What nobody asked for is not kept: then the vector is empty, or too short.
  std::vector<EventId> events_;
  std::vector<Duration> deadlines_;
  std::vector<std::uint32_t> record_numbers_;

  std::vector<Record> records_;
  std::vector<std::uint32_t> free_records_;
};

}  // namespace vtime
