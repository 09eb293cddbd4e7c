/// What every event-loop model shares: the clock, the place where callbacks are called, the questions to the chooser,
/// the reports to the recorder, the limits. A model adds the queues and decides what runs next.
///
///     Engine engine(options);
///     const EventId id = engine.arm(site, EventKind::immediate, DeadlineBase::firing, Range::fixed({}), {}, now);
///     ...
///     engine.move_clock(deadline, site);
///     engine.call({id, site, deadline}, callback);
///     engine.run_microtasks();
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "loop/callback_queue.hpp"
#include "loop/event_table.hpp"
#include "loop/ordinals.hpp"
#include "vtime/callback.hpp"
#include "vtime/chooser.hpp"
#include "vtime/event_id.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/limits.hpp"
#include "vtime/loop/intake.hpp"
#include "vtime/loop_clock.hpp"
#include "vtime/range.hpp"
#include "vtime/recorder.hpp"
#include "vtime/site.hpp"

namespace vtime {

/// A callback that is about to run.
struct Firing {
  EventId id = EventId::main;
  Site site;
  Duration deadline{};  ///< since the start; earlier than the clock: it is late
};

/// An event whose callback runs, as far as a recorder or a chooser may want to know of it.
struct ObservedEvent {
  EventId id = EventId::main;
  std::uint32_t questions = 0;
  Duration fired_at{};
  Duration blocked{};
  ObservedEvent* outer = nullptr;
};

class Engine {
 public:
  /// While it lives, its event is the current one: what is armed and asked meanwhile is the doing of that event.
  class Running {
   public:
    Running(Engine& engine, const Firing& event) : Running(engine, [&event]() -> const Firing& { return event; }) {}
    /// `event` is a function that tells the event, and is called only if it is put on record.
    template <typename FiringOf>
    requires std::invocable<FiringOf> Running(Engine& engine, FiringOf event) : engine_(engine) {
      if (engine.observed_) [[unlikely]]
        engine.begin_observed(event_.emplace(), event);
      ++engine.depth_;
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
      if (event_) [[unlikely]]
        engine_.end_observed(*event_);
      --engine_.depth_;
    }

    template <typename SiteOf>
    void call(Callback& callback, SiteOf site) {
      engine_.guarded_call(callback, site);
    }

   private:
    Engine& engine_;
    std::optional<ObservedEvent> event_;  ///< kept only if somebody listens
  };

  /// The same, and admit() before it, where calls_plainly() holds.
  class PlainlyRunning {
   public:
    [[gnu::always_inline]] explicit PlainlyRunning(Engine& engine) : engine_(engine) {
      ++engine.callbacks_;
      ++engine.depth_;
    }
    PlainlyRunning(const PlainlyRunning&) = delete;
    PlainlyRunning& operator=(const PlainlyRunning&) = delete;
    [[gnu::always_inline]] ~PlainlyRunning() { --engine_.depth_; }

    template <typename SiteOf>
    [[gnu::always_inline]] void call(Callback& callback, SiteOf site) {
      engine_.guarded_call(callback, site);
    }

   private:
    Engine& engine_;
  };

  explicit Engine(const LoopOptions& options);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // ---- the clock -------------------------------------------------------------------------------------------------

  /// Since the start. For the library itself; what the program reads goes through program_clock_read().
  Duration elapsed() const noexcept { return clock_.elapsed; }
  /// What the steady clock shows at elapsed() 0.
  Duration start() const noexcept { return clock_.start; }
  /// What elapsed() and start() read.
  const LoopClock& clock() const noexcept { return clock_; }
  /// As elapsed(), and the recorder hears that the program looked.
  Duration program_clock_read() const { return clock_.records_looks ? recorded_clock_read() : clock_.elapsed; }
  /// elapsed() + delay; TimeOverflow beyond the clock's range. `site` is what the error names.
  Duration deadline_after(Duration delay, const Site& site) const { return deadline_from(clock_.elapsed, delay, site); }
  Duration deadline_from(Duration base, Duration delay, const Site& site) const {
    return deadline_from(base, delay, [&site]() -> const Site& { return site; });
  }
  /// `site` is a function that tells the site.
  template <typename SiteOf>
  requires std::invocable<SiteOf> Duration deadline_after(Duration delay, SiteOf site)
  const { return deadline_from(clock_.elapsed, delay, site); }
  template <typename SiteOf>
  requires std::invocable<SiteOf> Duration deadline_from(Duration base, Duration delay, SiteOf site)
  const {
    std::int64_t deadline = 0;
    if (__builtin_add_overflow(base.count(), delay.count(), &deadline) || Duration(deadline) > last_) [[unlikely]] {
      throw_beyond_range(delay, base, site());
    }
    return Duration(deadline);
  }
  /// The only way the clock moves: forward to `time`, which is when `cause` is due. An earlier time leaves it where it
  /// is. RunawayError beyond the limit of virtual time; then it has not moved.
  void move_clock(Duration time, const Site& cause = {}) {
    move_clock(time, [&cause]() -> const Site& { return cause; });
  }
  /// `cause` is a function that tells the site of the cause.
  template <typename SiteOf>
  requires std::invocable<SiteOf>
  void move_clock(Duration time, SiteOf cause) {
    if (time <= clock_.elapsed) return;
    if (time > furthest_) [[unlikely]]
      refuse_time(time, cause());
    clock_.elapsed = time;
    instant_began_ = callbacks_;  // puts off the alarm; on_alarm() will see
    if (watching_ && callbacks_ < run_watch_) [[unlikely]]
      watch(false);
  }
  /// The running callback keeps the machine busy: the clock moves with nothing else run. Throws InvalidArgument for a
  /// negative duration, TimeOverflow.
  void block(Duration duration);
  /// A driver goes no further than `until`, whatever waits beyond it.
  void driver_limit(Duration until);

  WallTime wall_now() const;
  void set_wall(WallTime time);
  void shift_wall(Duration by);

  // ---- freedom: asked of the chooser, defaults without one ---------------------------------------------------------

  /// A delay in `range`: drawn where its ends differ, the least without a chooser. InvalidArgument for a range whose
  /// ends are reversed.
  Duration draw(const Site& site, const Range& range);
  /// One of `count` branches; the first without a chooser.
  std::size_t branch(const Site& site, std::size_t count);
  /// A number in [0, bound), 0 standing for 2^64; 0 without a chooser.
  std::uint64_t number(const Site& site, std::uint64_t bound);
  /// Whether pick() is to be asked when several callbacks may run next.
  bool decides_order() const noexcept { return decides_order_; }
  /// The index of the candidate to run; 0 unless decides_order().
  std::size_t pick(std::span<const Candidate> candidates);

  // ---- arming ----------------------------------------------------------------------------------------------------

  /// Puts an event on record and numbers it; EventId::main while nothing records, which costs nothing.
  EventId arm(const Site& site, EventKind kind, DeadlineBase base, const Range& range, Duration drawn,
              Duration deadline) {
    return recording_ ? record_arming(site, kind, base, range, drawn, deadline) : EventId::main;
  }
  /// For a fixed delay; `site` is a function that tells the site.
  template <typename SiteOf>
  requires std::invocable<SiteOf> EventId arm(SiteOf site, EventKind kind, DeadlineBase base, Duration fixed,
                                              Duration deadline) {
    return recording_ ? record_arming(site(), kind, base, Range::fixed(fixed), fixed, deadline) : EventId::main;
  }
  /// Whether armings are put on record.
  bool recording() const noexcept { return recording_; }
  /// `intake` is closed as soon as there is more to arming than to put the callback in line.
  void set_intake(Intake& intake) noexcept {
    intake_ = &intake;
    set_flags();
  }
  /// Whether all there is to arming is to put the callback in line.
  bool arms_plainly() const noexcept { return arms_plainly_; }
  /// Whether deadline_after() would give a deadline, and `delay` is not negative.
  bool is_in_range(Duration delay) const noexcept {
    return static_cast<std::uint64_t>(delay.count()) <= static_cast<std::uint64_t>((last_ - clock_.elapsed).count());
  }
  void cancelled(EventId event) {
    if (recorder_ != nullptr) recorder_->cancelled(event, current_->id);
  }
  void touched(std::uint32_t what, bool written) {
    if (recorder_ != nullptr) recorder_->touched(current_->id, what, written);
  }

  // ---- running ---------------------------------------------------------------------------------------------------

  /// Begins to count anew against the limits and forgets a stop().
  void begin_run();
  /// Goes on with the run, forgetting a stop().
  void continue_run() noexcept {
    stopped_ = false;
    set_alarm(alarm_);
  }
  /// Takes one callback off the limits; RunawayError, before anything of it has happened, when none is left.
  void admit(const Firing& event) {
    admit([&event]() -> const Firing& { return event; });
  }
  /// `event` is a function that tells the event.
  template <typename FiringOf>
  requires std::invocable<FiringOf>
  void admit(FiringOf event) {
    if (++callbacks_ >= alarm_) [[unlikely]]
      on_alarm(event());
  }
  /// Runs an admitted callback.
  void run(const Firing& event, Callback& callback) {
    Running running(*this, event);
    running.call(callback, [&event]() -> const Site& { return event.site; });
  }
  /// Whether all there is to a callback is to call it: nobody listens, decides the order or has called stop(), and no
  /// limit is near.
  bool calls_plainly() const noexcept { return callbacks_ + 1 < plain_end_; }
  /// Runs the main program, which is no callback and counts against no limit of them.
  void run_script(const Site& site, Callback& script);
  /// admit() and run().
  void call(const Firing& event, Callback& callback) {
    admit(event);
    run(event, callback);
  }

  /// The event that is running; main between callbacks.
  EventId current_event() const noexcept { return current_->id; }
  /// Whether a callback is running.
  bool is_running() const noexcept { return depth_ > 0; }
  /// How many callbacks were admitted since begin_run().
  std::uint64_t callbacks() const noexcept { return callbacks_; }
  void set_error_handler(std::function<void(const FailedCallback&)> handler);

  /// Asks the model to go no further after the present callback.
  void stop() noexcept {
    stopped_ = true;
    set_alarm(alarm_);
  }
  bool stopped() const noexcept { return stopped_; }

  // ---- queues of callbacks that run now ----------------------------------------------------------------------------

  /// Puts `callback` in line in `queue`, as an event of its own.
  void queue(CallbackQueue& queue, EventKind kind, const Site& site, Callback&& callback);
  /// Runs the first callback of `queue`, which must not be empty.
  void run_front(CallbackQueue& queue);
  CallbackQueue& microtasks() noexcept { return microtasks_; }
  void queue_microtask(const Site& site, Callback&& callback) {
    queue(microtasks_, EventKind::microtask, site, std::move(callback));
  }
  /// Until none is left, or stop().
  void run_microtasks() {
    while (!microtasks_.empty() && !stopped_) [[unlikely]] run_front(microtasks_);
  }

  /// Nothing is accepted any more.
  void close() noexcept;
  bool closed() const noexcept { return closed_; }

  // ---- settings --------------------------------------------------------------------------------------------------

  void set_limits(const Limits& limits);
  void set_chooser(Chooser* chooser);
  void set_recorder(Recorder* recorder);

 private:
  /// The only place where a callback is called. What it throws goes to the error handler, or out of here.
  template <typename SiteOf>
  [[gnu::always_inline]] void guarded_call(Callback& callback, SiteOf site) {
    try {
      callback();
    } catch (...) {
      failed(site());
    }
  }
  Duration recorded_clock_read() const;
  /// To be called when what they follow from has changed.
  void set_flags() noexcept;
  template <typename FiringOf>
  void begin_observed(ObservedEvent& current, FiringOf event) {
    if (recording_) current.id = begin_recorded(event());
    current.fired_at = clock_.elapsed;
    current.outer = std::exchange(current_, &current);
  }
  EventId begin_recorded(const Firing& event);
  void end_observed(const ObservedEvent& event);
  /// The present exception is what the callback of `site` has thrown.
  void failed(const Site& site) const;
  Question question(const Site& site);
  /// How many the running event has asked.
  std::uint32_t& questions() noexcept;
  [[noreturn]] void throw_beyond_range(Duration delay, Duration base, const Site& site) const;
  [[noreturn]] void refuse_answer(const Site& site, std::string_view what) const;
  /// Of the event that runs at that depth.
  Ordinals& ordinals(std::size_t depth);
  EventId record_arming(const Site& site, EventKind kind, DeadlineBase base, const Range& range, Duration drawn,
                        Duration deadline);

  // Limits: `alarm_` is a count of callbacks at which admit() must look closer, not later than next_alarm(): where
  // watching begins and, while events are numbered, where a limit is exceeded.
  std::uint64_t next_alarm() const noexcept { return std::min(run_alarm_, instant_began_ + instant_alarm_); }
  /// To be called where a limit has changed, or whether events are numbered.
  void set_alarms() noexcept;
  void set_alarm(std::uint64_t alarm) noexcept {
    alarm_ = alarm;
    plain_end_ = recording_ || decides_order_ || stopped_ ? 0 : alarm;
  }
  [[noreturn]] void refuse_time(Duration time, const Site& cause) const;
  void on_alarm(const Firing& event);
  void watch(bool on);
  EventId watched(const Firing& event);
  bool is_numbered(const Firing& event) const;
  [[noreturn]] void throw_runaway(const Firing& event, bool run_exceeded) const;
  [[noreturn]] void throw_out_of_time(Duration time, const Site& cause) const;
  std::vector<Site> find_cycle(const Firing& event) const;

  LoopClock clock_;
  Duration last_{};      ///< the greatest elapsed time that the steady clock can show
  Duration furthest_{};  ///< the greatest that is allowed: last_, or the limit of virtual time
  WallTime wall_{};      ///< what the wall clock showed when elapsed() was wall_read_at_
  Duration wall_read_at_{};

  Chooser* chooser_ = nullptr;
  Recorder* recorder_ = nullptr;
  Intake* intake_ = nullptr;
  bool decides_order_ = false;
  bool watching_ = false;
  bool closed_ = false;
  bool recording_ = false;    ///< a recorder is there, or the cycle of a run-away is watched for
  bool observed_ = false;     ///< recording, or a chooser is there
  bool arms_plainly_ = true;  ///< neither recording nor closed
  bool stopped_ = false;

  Limits limits_;
  std::uint64_t run_watch_ = 0;  ///< the count of callbacks from which a run is watched
  std::uint64_t callbacks_ = 0;
  std::uint64_t instant_began_ = 0;  ///< callbacks_ when the clock moved last
  std::uint64_t run_alarm_ = 0;      ///< alarm_ as far as the run is concerned
  std::uint64_t instant_alarm_ = 0;  ///< and the instant, from its beginning
  std::uint64_t alarm_ = 0;
  std::uint64_t plain_end_ = 0;  ///< callbacks with lower counts are called plainly: alarm_, or 0 if none is

  std::size_t depth_ = 0;  ///< how many callbacks run, one within the other; 0: the main program, or nothing
  ObservedEvent main_;
  ObservedEvent* current_ = &main_;  ///< the innermost that is observed
  std::uint64_t plain_asker_ = 0;    ///< the count of the callback that was called plainly and asked last
  std::uint32_t plain_questions_ = 0;
  std::vector<Ordinals> ordinals_;  ///< by depth: of the main program, of the running callback, of those nested in it
  EventTable own_events_;
  EventTable* events_ = &own_events_;

  CallbackQueue microtasks_;
  std::function<void(const FailedCallback&)> error_handler_;
};

}  // namespace vtime
