/// What waits for its time, in the order of (deadline, arming).
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "loop/key_line.hpp"
#include "loop/resting_slots.hpp"
#include "loop/site_table.hpp"
#include "loop/timer_slots.hpp"
#include "vtime/callback.hpp"
#include "vtime/event_id.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/loop/intake.hpp"
#include "vtime/loop/recent_sites.hpp"
#include "vtime/loop/timer_key.hpp"
#include "vtime/loop/timer_slot.hpp"
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

/// Callables lie in slots and are called there. What a callable holds is destroyed as soon as its timer is cancelled;
/// the key stays in line, and such keys are swept out before they outnumber the live ones by far. So the memory is
/// bounded by the greatest number of timers that waited at one time.
///
/// To fire: first(), take_first() (or first_instant(), take_chosen()), for a repeated one rearm(), then the callback of
/// the slot, and release() or finish_plain() when it has returned.
///
/// Most timers are plain: nothing is kept of them but what their slots hold. For these there is a short way in and out.
class TimerQueue {
 public:
  /// Where the count of armings begins is for tests.
  explicit TimerQueue(std::uint64_t first_order = 1)
      : intake_(first_order), line_(slots_, intake_.run_), site_table_(intake_.sites_) {}

  // ---- arming ----------------------------------------------------------------------------------------------------

  /// The numbers of timers grow in the order of arming. That `deadline` is the present time of `now`, or earlier, makes
  /// it cheaper.
  [[gnu::always_inline]] TimerId add(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts) {
    ::new (static_cast<void*>(&vacant())) Callback(std::move(callback));  // in the place of an empty one
    const auto [number, slot] = intake_.take_vacant();
    return enter_new(number, slot, deadline, now, facts);
  }
  /// Takes most posts in place of add().
  Intake& intake() { return intake_; }
  /// Where the callable may be put beforehand that add_plain() is to take.
  Callback& vacant() { return intake_.vacant_.callback == nullptr ? make_vacant() : *intake_.vacant_.callback; }
  /// What add_plain() is to be given as the site; null if add() must be used.
  using PlainSite = const RecentSites::Numbered*;
  PlainSite plain_site(const Place& place, std::string_view label) const {
    return intake_.next_order_ < plain_end_ ? intake_.sites_.find(place, label) : nullptr;
  }
  /// Adds the callable that lies at vacant().
  [[gnu::always_inline]] TimerId add_plain(Duration deadline, Duration now, PlainSite site, TimerTraits traits) {
    const auto [number, slot] = intake_.take_vacant();
    const std::uint64_t flags = site->flags | traits.bits() | plain_flags_;
    const TimerId id{intake_.era_ + put(number, slot, deadline, now, flags), number};
    if (!is_simple(flags)) [[unlikely]] {
      if ((flags & TimerSlot::tagged_bit) != 0) slots_.set_tag(number, {id.number, is_background(flags)});
      if (is_background(flags)) ++background_;
    }
    return id;
  }
  TimerId add_repeated(Duration deadline, Duration now, Callback&& callback, const TimerFacts& facts,
                       const Repetition& repetition);
  /// Puts a repeated callback that was taken to fire in line again, behind all others of that deadline.
  void rearm(std::uint32_t number, Duration deadline, Duration now, EventId event);

  // ---- looking ---------------------------------------------------------------------------------------------------

  std::size_t size() const { return line_.size() - dead_; }
  std::size_t foreground() const { return size() - background_; }
  /// Whether some wait, but all of them in the background.
  bool only_background() const { return background_ != 0 && foreground() == 0; }
  /// Null if it does not wait.
  TimerSlot* find(TimerId id) { return waits(id) ? &slots_[id.slot] : nullptr; }
  bool waits(TimerId id) const {
    if (id.slot >= slots_.count()) return false;
    const std::uint64_t state = slots_[id.slot].state;
    return is_waiting(state) && number_of(id.slot) == id.number && !rests(id.slot, state);
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
  static bool is_plain(const TimerSlot& slot) { return (slot.state & TimerSlot::record_bit) == 0; }
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
  /// Whether the one to run next was due when it was armed, as far as can be told without a search, unless it has been
  /// cancelled since.
  bool run_is_first() const { return line_.is_first(intake_.run_); }
  /// Its key, where that holds.
  TimerKey first_of_run() const { return intake_.run_.front(); }
  /// Whether the timer of `key` waits, is plain, keeps a run alive and has no tag. `slot` is that of the key.
  static bool waits_simply(TimerKey key, const TimerSlot& slot) {
    // At one look: the same order, and no flag of those that matter.
    return ((key.low() ^ key.slot() ^ slot.state) & (~TimerSlot::flags_mask | not_simple)) == 0;
  }
  TimerSlot& slot(std::uint32_t number) { return slots_[number]; }
  /// The keys of all that have the deadline of the first, in FIFO order; they stay in line.
  void first_instant(std::vector<TimerKey>& keys);
  /// The timer that first() has given just now waits no more. Its callable stays until release() or finish_plain().
  void take_first(std::uint32_t number, TimerSlot& slot) {
    line_.pop_front();
    leave(number, slot);
  }
  /// The same for that of first_of_run(), if it waits simply.
  void take_first_of_run(std::uint32_t /*number*/, TimerSlot& slot) {
    intake_.run_.pop_front();
    slot.state &= TimerSlot::flags_mask;
  }
  /// The same for any timer that waits.
  void take_chosen(std::uint32_t number, TimerSlot& slot) {
    ++dead_;
    leave(number, slot);
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
    give_back(number, slot);
  }

  // ---- cancelling --------------------------------------------------------------------------------------------------

  /// Takes a timer that waits out of the line. release() or finish_plain() is to follow, unless it is the one that
  /// fires.
  void cancel(std::uint32_t number, TimerSlot& slot) {
    if (!slots_.keeps_tags()) {
      slots_.keep_tags();
      plain_flags_ = TimerSlot::tagged_bit;
    }
    leave(number, slot);
    add_dead();
  }
  /// Whether it waits, and its tag is all that has to be looked at to cancel it.
  bool cancels_at_once(TimerId id) const {
    return slots_.keeps_tags() && id.slot < slots_.count() && is_recent(id.number) &&
           slots_.tag(id.slot).is_of(id.number);
  }
  /// Cancels it, and nothing is to follow. Its slot is not touched: nobody has to wait for that memory.
  void cancel_at_once(std::uint32_t number) {
    if (slots_.tag(number).is_background()) --background_;
    slots_.set_tag(number, TimerTag::resting());
    slots_.prefetch_slot(number);
    if (const std::optional<std::uint32_t> rested = resting_.exchange(number)) end_rest(*rested);
    add_dead();
  }
  /// Drops everything. What the callables hold may ask for what waits while it is destroyed: nothing.
  void clear();

 private:
  /// What few timers have: those that are repeated, or were numbered anew, or whose site has a number that is too large
  /// for the state.
  struct Record {
    std::uint64_t number = 0;
    std::uint32_t site = 0;
    std::optional<Repetition> repetition;
  };

  static constexpr std::uint64_t not_simple =
      TimerSlot::record_bit | TimerSlot::tagged_bit | TimerTraits(EventKind{}, true).bits();
  static TimerTraits traits_of(std::uint64_t state) { return TimerTraits::of_bits(state); }

  static bool is_waiting(std::uint64_t state) { return (state & ~TimerSlot::flags_mask) != 0; }
  /// Of a state; those that have none of these are only in line.
  static bool is_simple(std::uint64_t state) { return (state & not_simple) == 0; }
  static bool is_background(std::uint64_t state) { return traits_of(state).is_background(); }
  bool rests(std::uint32_t number, std::uint64_t state) const {
    return (state & TimerSlot::tagged_bit) != 0 && slots_.tag(number).rests();
  }
  bool is_recent(std::uint64_t number) const { return intake_.era_ + intake_.next_order_ - number < TimerTag::recent; }
  void end_rest(std::uint32_t number) {
    TimerSlot& slot = slots_[number];
    slot.state = 0;
    slots_.set_tag(number, {});
    give_back(number, slot);
  }
  Callback& make_vacant() {
    const std::uint32_t number = slots_.take();
    intake_.vacant_ = {&slots_[number].callback, number};
    return *intake_.vacant_.callback;
  }
  /// Where each timer that fires arms another, two slots take turns at being the vacant one.
  void give_back(std::uint32_t number, TimerSlot& slot) {
    if (intake_.vacant_.callback != nullptr) [[unlikely]]
      slots_.give_back(intake_.vacant_.number);
    intake_.vacant_ = {&slot.callback, number};
  }
  bool is_live(TimerKey key, const TimerSlot& slot) const {
    return key.has_order_of(slot.state) && !rests(key.slot(), slot.state);
  }
  bool is_live(TimerKey key) const { return is_live(key, slots_[key.slot()]); }
  /// The same by the tag, as far as it can tell.
  bool is_dead(TimerKey key) const {
    const TimerTag tag = slots_.tag(key.slot());
    const std::uint64_t number = intake_.era_ + key.order();
    return !tag.tells_nothing() && is_recent(number) ? !tag.is_of(number) : !is_live(key);
  }
  std::uint64_t number_of(std::uint32_t number) const {
    const std::uint64_t state = slots_[number].state;
    return (state & TimerSlot::record_bit) != 0 ? record(number).number : intake_.era_ + (state >> TimerKey::slot_bits);
  }

  [[gnu::always_inline]] TimerId enter_new(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                           const TimerFacts& facts) {
    const std::uint32_t site = site_table_.number_of(facts.site.place, facts.site.label);
    const std::uint64_t order =
        enter(number, slot, deadline, now, TimerSlot::flags_of(facts.traits, site % SiteTable::most_short));
    if (site >= SiteTable::most_short) [[unlikely]]
      add_record(number, {.number = intake_.era_ + order, .site = site, .repetition = std::nullopt});
    if (facts.event != EventId::main || keeps_more()) [[unlikely]]
      note_more(number, deadline, facts.event);
    return {intake_.era_ + order, number};
  }
  /// Gives its order.
  [[gnu::always_inline]] std::uint64_t enter(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                             std::uint64_t flags) {
    if (intake_.next_order_ == TimerKey::order_end) [[unlikely]]
      renumber();
    if (is_background(flags)) ++background_;
    return put(number, slot, deadline, now, flags);
  }
  [[gnu::always_inline]] std::uint64_t put(std::uint32_t number, TimerSlot& slot, Duration deadline, Duration now,
                                           std::uint64_t flags) {
    const std::uint64_t order = intake_.give_order(slot, flags);
    line_.push(TimerKey(deadline, order, number), TimerKey::when_of(now));
    return order;
  }
  void add_dead() {
    // To be looked at now and then is enough; the margin keeps small queues from being swept again and again.
    constexpr std::size_t margin = 1024;
    if (++dead_ % (margin / 4) == 0 && dead_ > 2 * size() + margin) [[unlikely]]
      sweep();
  }
  void leave(std::uint32_t number, TimerSlot& slot) {
    slot.state &= TimerSlot::flags_mask;
    if (is_simple(slot.state)) return;
    if ((slot.state & TimerSlot::tagged_bit) != 0) slots_.set_tag(number, {});
    if (is_background(slot.state)) --background_;
  }
  /// Deadlines, or events.
  bool keeps_more() const { return plain_end_ == 0; }
  void keep_more() {
    plain_end_ = 0;
    intake_.close();
  }
  void note_more(std::uint32_t number, Duration deadline, EventId event);
  void note_deadline(std::uint32_t number, Duration deadline);
  const Repetition* repetition_of_record(std::uint32_t number) const;
  const Record& record(std::uint32_t number) const { return records_[record_numbers_[number]]; }
  std::uint32_t site_number(std::uint32_t number) const;
  void add_record(std::uint32_t number, const Record& record);
  void drop_record(std::uint32_t number);
  void renumber();
  void sweep();

  Intake intake_;
  TimerSlots slots_;
  KeyLine line_;  ///< has a key for each live timer, and dead_ keys besides
  RestingSlots resting_;
  SiteTable site_table_;
  std::size_t background_ = 0;  ///< how many of those that wait
  std::size_t dead_ = 0;
  std::uint64_t plain_flags_ = 0;                  ///< TimerSlot::tagged_bit, once timers are cancelled
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
