/// The scheduler of production: real time behind the same interface that EventLoop fakes in tests.
///
///     vtime::SteadyLoop loop;
///     RetryingClient client(loop);  // takes a vtime::Scheduler&
///     client.start();
///     loop.run();  // sleeps between callbacks, until stop()
#pragma once

#include <memory>
#include <optional>

#include "vtime/scheduler.hpp"
#include "vtime/wall_clock.hpp"

namespace vtime {

/// A loop over the machine's steady clock. The rules are those of EventLoop: callbacks run one at a time, in the order
/// of their deadlines, those of one deadline in the order of arming; handles may outlive what they refer to. Real time
/// adds two: the clock goes on while a callback runs, and a callback may come late, never early.
///
/// A loop belongs to the thread that made it: that thread schedules, cancels, runs and destroys it, and may copy its
/// handles. Three functions may be called by any thread as long as the loop lives: now(), stop(), and post(), which is
/// how other threads hand over work. What must stay on its thread throws WrongThread elsewhere where it can tell.
/// On its thread, Clock and WallClock read this loop from its construction to its destruction, the innermost wins.
class SteadyLoop final : public Scheduler {
 public:
  SteadyLoop();
  /// Drops what still waits, uncalled. No other thread may use the loop any more.
  ~SteadyLoop() override;

  /// The machine's steady clock. Any thread.
  TimePoint now() const override;
  /// The machine's wall clock. Any thread.
  WallTime wall_now() const;
  /// The time since the loop was made.
  Moment moment() const override;

  // ---- scheduling ------------------------------------------------------------------------------------------------

  /// Throws PastDeadline if `when` is earlier than what the program was last shown: the present callback's begin, or
  /// the last now(). A deadline that passes between the look at the clock and this call is merely late.
  Timer schedule_at(TimePoint when, Callback callback, const TimerOptions& options = {},
                    Place place = Place::here()) override;
  /// Any thread. On another thread than its own the handle that it returns refers to nothing.
  Timer post(Callback callback, const TimerOptions& options = {}, Place place = Place::here()) override;
  /// The delay counts from this call, not from the begin of the present callback.
  Timer schedule_after(Duration delay, Callback callback, const TimerOptions& options = {},
                       Place place = Place::here()) override;

  // ---- running ---------------------------------------------------------------------------------------------------
  // None of these may be called from a callback of this loop (ReentrantDrive). An exception from a callback leaves the
  // call; that callback is consumed and the next call goes on.

  /// Runs until stop(), also while nothing is pending: other threads may post.
  void run();
  /// Runs until `by` has passed, or until stop().
  void run_for(Duration by);
  /// Runs until nothing but background work is pending, or until stop().
  void run_until_idle();
  /// Makes the running call return after the present callback; if none is running, the next one returns at once. Any
  /// thread.
  void stop();

 protected:
  bool cancel_timer(TimerId id) override;
  std::optional<TimePoint> deadline_of(TimerId id) const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vtime
