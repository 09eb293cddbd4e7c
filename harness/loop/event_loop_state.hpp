/// The inside of an EventLoop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "loop/current_loop.hpp"
#include "loop/engine.hpp"
#include "loop/timer_queue.hpp"
#include "vtime/event_loop.hpp"

namespace vtime {

struct EventLoop::State {
  State(EventLoop& loop, const LoopOptions& options) : current(loop), engine(options) {
    engine.set_intake(timers.intake());
  }

  /// What sort of arming it is.
  struct Arming {
    EventKind kind{};
    DeadlineBase base{};
  };
  /// The one way into the queue. Throws before anything has changed.
  TimerId arm(const Range& delay, Callback&& callback, const TimerOptions& options, const Place& place,
              const Arming& arming, const Repetition* repetition = nullptr);
  /// The same for a delay that leaves nothing to draw.
  [[gnu::always_inline]] TimerId arm(Duration delay, Callback&& callback, const TimerOptions& options,
                                     const Place& place, const Arming& arming) {
    if (!callback || engine.closed()) [[unlikely]]
      return refuse(callback, place);
    // The site is made where it is needed: copying it costs more than the rest of this function.
    const auto site = [&] { return Site{place, options.label.text()}; };
    const Duration deadline = engine.deadline_after(delay, site);
    const TimerTraits traits = traits_of(options, arming.kind);
    const EventId event = engine.arm(site, traits.kind(), arming.base, delay, deadline);
    return timers.add(deadline, engine.elapsed(), std::move(callback), {site(), traits, event});
  }
  /// The same for the callable that lies at timers.vacant(), which is kept as bytes. The short way in: it calls
  /// nothing, and leaves whatever is out of the ordinary to arm_moved().
  [[gnu::always_inline]] TimerId arm_vacant(Duration delay, const Place& place, std::string_view label,
                                            TimerTraits traits) {
    const TimerQueue::PlainSite site = timers.plain_site(place, label);
    if (site == nullptr || !engine.arms_plainly() || !engine.is_in_range(delay)) [[unlikely]]
      return arm_moved(delay, place, label, traits);
    return timers.add_plain(engine.elapsed() + delay, engine.elapsed(), site, traits);
  }
  TimerId arm_moved(Duration delay, Place place, std::string_view label, TimerTraits traits);
  /// What remains to do for a timer that was cancelled and is not plain, or where somebody listens.
  void finish_cancelled(std::uint32_t number);
  /// Throws for an empty callback; a closed loop takes nothing.
  TimerId refuse(const Callback& callback, const Place& place) const;

  // ---- firing: everything that drives the loop is built on step() --------------------------------------------------

  /// The microtasks that wait; or else the next callback due by `until`, with its microtasks. False if there is none.
  bool step(Duration until);
  /// Steps until nothing due by `until` is left or, if `to_idle`, nothing but background work, or somebody stops it.
  void steps(Duration until, bool to_idle);
  /// Steps until nothing due by `last_deadline` is left, then moves the clock to `end`.
  void drive_to(Duration end, Duration last_deadline);
  /// `time` since the start; PastDeadline if it is earlier than now.
  Duration not_before_now(TimePoint time) const;
  /// The callback that is due next, with its microtasks. False if there is none by `until`.
  [[gnu::always_inline]] inline bool fire_first(Duration until);
  /// Posts that wait simply, as long as one follows another, each with its microtasks. False if there was none.
  bool fire_posts(Duration until);
  /// The timer that comes first, if it is plain and called plainly; `take` is the function of the queue that takes it
  /// out of the line.
  template <auto take>
  [[gnu::always_inline]] inline void fire_plain(TimerKey first, TimerSlot& slot);
  /// The same for one that has a record.
  void fire_recorded(TimerKey first, TimerSlot& slot);
  /// The same when more is to be done than to call it; a chooser may prefer another one of that deadline.
  void fire_fully(TimerKey first);
  TimerKey choose(TimerKey first);
  struct Beating;
  void fire_once(std::uint32_t number, TimerSlot& slot, Duration deadline);
  void fire_beat(std::uint32_t number, TimerSlot& slot, Duration deadline, Repetition repetition);
  /// Puts a repeated callback in line again: a doing of the beat that is about to run.
  void rearm(std::uint32_t number, Duration previous, const Repetition& repetition);

  TimePoint point(Duration elapsed) const { return TimePoint(engine.start() + elapsed); }
  /// Drops all that waits; nothing is accepted any more.
  void close();

  CurrentLoop current;
  Engine engine;
  TimerQueue timers;
  std::unordered_set<std::string> labels;  // never iterated
  std::vector<TimerKey> tied;              ///< reused by choose()
  std::vector<Candidate> candidates;
  std::vector<TimerKey> candidate_keys;
  std::optional<std::uint32_t> firing;  ///< the slot of the repeated callback that runs, which must not be destroyed
  bool driving = false;
  bool stepping = false;  ///< the last driving call was step(): the next one goes on with the same run
};

}  // namespace vtime
