/// The event loop: a queue of callbacks ordered by virtual time. Running the program is taking the next one.
///
///     vtime::EventLoop loop;
///     loop.schedule_after(2s, [] { std::puts("two virtual seconds later"); });
///     loop.run_until_idle();  // returns at once
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vtime/callback.hpp"
#include "vtime/chooser.hpp"
#include "vtime/clock.hpp"
#include "vtime/event_id.hpp"
#include "vtime/limits.hpp"
#include "vtime/loop/intake.hpp"
#include "vtime/loop_clock.hpp"
#include "vtime/moment.hpp"
#include "vtime/range.hpp"
#include "vtime/recorder.hpp"
#include "vtime/scheduler.hpp"
#include "vtime/site.hpp"
#include "vtime/timer.hpp"
#include "vtime/timer_traits.hpp"
#include "vtime/wall_clock.hpp"

namespace vtime {

class Engine;
template <typename T>
class Task;

/// What a repeated callback does about beats that came late because the clock was stalled or a callback blocked.
enum class MissedTicks : std::uint8_t {
  burst,  ///< all of them at once; the rhythm stays
  delay,  ///< one of them; the next a period after it
  skip,   ///< one of them; the next at the next multiple of the period
};

struct LoopOptions {
  Duration start =
      std::chrono::hours(1);  ///< what the steady clock shows at first: not zero, which code takes for unset
  WallTime epoch = {};        ///< what the wall clock shows at first
  Limits limits = {};
  Chooser* chooser = nullptr;    ///< null: least delays, ties in FIFO order
  Recorder* recorder = nullptr;  ///< null: nothing is recorded
};

/// A callback that still waits.
struct PendingCallback {
  std::string_view label;
  Place place;  ///< where it was armed
  TimePoint due;
  bool background = false;
  EventKind kind{};
  EventId event{};
  std::uint64_t started = 0;  ///< grows in the order of arming; of a repeated callback, of its first arming

  std::string name() const { return name_of(Site{place, label}); }
};

/// A callback that threw.
struct FailedCallback {
  std::exception_ptr error;
  Site site;
  Duration at{};  ///< since the start of the loop
};

/// A loop belongs to the thread that made it. From its construction to its destruction it is what Clock and WallClock
/// read there. Callbacks run in the order of their deadlines, those of one deadline in the order of arming. The clock
/// stands still while a callback runs.
class EventLoop final : public Scheduler {
 public:
  explicit EventLoop(const LoopOptions& options = {});
  ~EventLoop() override;

  // ---- time ------------------------------------------------------------------------------------------------------

  TimePoint now() const override { return TimePoint(clock_.start + elapsed()); }
  /// now() less its value at the start: what transcripts show.
  Duration elapsed() const { return clock_.records_looks ? recorded_look() : clock_.elapsed; }
  WallTime wall_now() const;
  /// Steps the wall clock; no timer moves. Throws TimeOverflow, in which case it stays.
  void set_wall(WallTime time);
  void shift_wall(Duration by);

  // ---- scheduling ------------------------------------------------------------------------------------------------

  Timer schedule_at(TimePoint when, Callback callback, const TimerOptions& options = {},
                    Place place = Place::here()) override;
  Timer post(Callback callback, const TimerOptions& options = {}, Place place = Place::here()) override;
  Timer schedule_after(Duration delay, Callback callback, const TimerOptions& options = {},
                       Place place = Place::here()) override;
  /// The same: what most lambdas are is put where it will lie, not moved there.
  template <typename F>
  requires Callback::keeps_as_bytes<F> Timer post(F callable, const TimerOptions& options = {},
                                                  Place place = Place::here()) {
    const TimerTraits traits = traits_of(options, EventKind::post);
    const auto* const site = intake_.site_for_post(place, options.label.text(), traits);
    return handle(site != nullptr ? intake_.take_post(callable, clock_.elapsed, *site, traits)
                                  : post_by_call(callable, options.label.text(), traits, place));
  }
  template <typename F>
  requires Callback::keeps_as_bytes<F> Timer schedule_after(Duration delay, F callable,
                                                            const TimerOptions& options = {},
                                                            Place place = Place::here()) {
    vacant().replace_bytes(callable);
    return handle(schedule_vacant(place, options.label.text(), traits_of(options, EventKind::timer), delay));
  }
  /// The delay is drawn from `delay` by the chooser.
  Timer schedule_after(const Range& delay, Callback callback, const TimerOptions& options = {},
                       Place place = Place::here());
  /// Calls `callback` again and again; the next deadline is the previous one plus `period`, which must be positive.
  Timer schedule_every(Duration period, Callback callback, MissedTicks missed = MissedTicks::burst,
                       const TimerOptions& options = {}, Place place = Place::here());
  /// The period is drawn anew for every beat.
  Timer schedule_every(const Range& period, Callback callback, MissedTicks missed = MissedTicks::burst,
                       const TimerOptions& options = {}, Place place = Place::here());
  /// Calls `callback` when the present callback has returned, before any other.
  void queue_microtask(Callback callback, Label label = {}, Place place = Place::here());
  /// The handle of a timer by its number, for those who keep only that.
  Timer timer(TimerId id) const { return handle(id); }
  /// A copy of `text` that lives as long as the loop.
  Label keep(std::string_view text);

  // ---- driving ---------------------------------------------------------------------------------------------------
  // None of these may be called from a callback of this loop (ReentrantDrive). An exception from a callback leaves the
  // driving call unless an error handler is set; that callback is consumed and the next driving call goes on.

  /// Moves the clock to the next deadline and runs one callback and its microtasks. Microtasks that wait already are a
  /// step of their own. False if nothing is pending.
  bool step();
  /// The same for what is due by `until`, even if that has passed. Microtasks that wait are due.
  bool step(TimePoint until);
  /// Runs what is due now, and what that makes due now.
  void run_ready();
  /// Runs what is due within `by`, its end included; the clock ends there. Throws InvalidArgument if it is negative.
  void advance_by(Duration by);
  void advance_to(TimePoint time);
  /// As advance_to, but what is due at `time` itself is not run yet.
  void advance_before(TimePoint time);
  /// Runs until nothing but background work is pending.
  void run_until_idle();
  /// Runs callbacks until `predicate` holds (asked first, and after each callback), for `within` at most, its end
  /// included. Returns whether it holds; if not, the clock stands at the end.
  bool run_until(const std::function<bool()>& predicate, Duration within);
  /// Runs until `task` has finished and gives its value, or throws its exception. Throws DeadlockError as soon as
  /// nothing is pending and it still waits. If it throws, nothing is left of the task. Include <vtime/task.hpp>.
  template <typename T>
  T run(Task<T> task, Place place = Place::here());
  /// Runs up to the last deadline of what is pending now, background work apart, its end included.
  void run_to_last();
  /// Moves the clock with nothing run, as when the machine slept: what has become late runs afterwards, in the order of
  /// the deadlines, and sees the time after the stall. Within a callback, the callback is what takes that long.
  void stall(Duration by);
  /// Makes the driving call return after the callback that is running now; its microtasks wait for the next call.
  void stop();

  // ---- looking ---------------------------------------------------------------------------------------------------

  /// When the next callback is due; earlier than now() if it is late. Nothing if none is pending.
  std::optional<TimePoint> next_deadline() const;
  /// What still waits, in the order in which it would run.
  std::vector<PendingCallback> pending() const;
  /// How many timers and posts wait, background work included.
  std::size_t pending_count() const;
  /// How many of these keep a run alive.
  std::size_t foreground_count() const;

  /// Where the execution stands, for transcripts and reports: asking is not the program's look at the clock.
  Moment moment() const override;

  // ---- settings --------------------------------------------------------------------------------------------------

  void set_limits(const Limits& limits);
  /// Gets what callbacks throw, each of them, and the run goes on. Empty: exceptions leave the driving call.
  void set_error_handler(std::function<void(const FailedCallback&)> handler);
  /// Neither is owned; null for none. To be set before anything is scheduled.
  void set_chooser(Chooser* chooser);
  void set_recorder(Recorder* recorder);

  /// What event-loop models share; for models built on this loop.
  Engine& engine();
  const Engine& engine() const;

 protected:
  bool cancel_timer(TimerId id) override;
  bool is_pending(TimerId id) const override;
  std::optional<TimePoint> deadline_of(TimerId id) const override;

 private:
  struct State;

  Duration recorded_look() const;

  /// Where the callable of the next timer will lie. What is put there is for schedule_vacant(), to be called at once.
  Callback& vacant() { return intake_.vacant() == nullptr ? make_vacant() : *intake_.vacant(); }
  Callback& make_vacant();
  // Arguments in this order are all passed in registers, but for the delay.
  TimerId schedule_vacant(Place place, std::string_view label, TimerTraits traits, Duration delay);
  /// What post() does where the intake does not take it. Inline it would make post() slower where it does.
  template <typename F>
  [[gnu::noinline]] TimerId post_by_call(F callable, std::string_view label, TimerTraits traits, Place place) {
    Callback& slot = vacant();
    // That may have been all that was missing.
    const auto* const site = intake_.site_for_post(place, label, traits);
    if (site != nullptr) return intake_.take_post(callable, clock_.elapsed, *site, traits);
    slot.replace_bytes(callable);
    return schedule_vacant(place, label, traits, Duration(0));
  }
  static TimerTraits traits_of(const TimerOptions& options, EventKind kind) {
    return TimerTraits(options.kind.value_or(kind), options.background);
  }

  std::unique_ptr<State> state_;
  // Parts of the state.
  const LoopClock& clock_;
  Intake& intake_;
};

}  // namespace vtime
