/// The seam between a program and the rules of its event loop.
///
/// A model decides what may run next and when the clock moves. The interpreter asks it for timers, queues and I/O and
/// knows nothing of its rules; a model knows nothing of the language.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "vtime/callback.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/place.hpp"
#include "vtime/range.hpp"
#include "vtime/site.hpp"

namespace vtime::scenario {

/// One piece of pending work of a model; 0 is none.
struct Ticket {
  std::uint64_t id = 0;
  std::uint32_t slot = 0;  ///< for the model's own use
  friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// What a model's `emit` does differently from others.
struct EmitRules {
  bool calls_removed_listeners = true;  ///< one removed during the emit is still called (the list was copied)
  bool reports_errors = false;          ///< an error in a listener is reported at once and the others run; otherwise
                                        ///< it comes out of `emit`
  bool error_event_throws = false;      ///< the event `error` with no listener throws
  bool user_events_are_tasks = false;   ///< a direct emit of a timeline entry has a checkpoint after each listener
};

/// An unhandled rejection, as the program numbers it.
struct RejectionId {
  std::uint64_t id = 0;
};

/// The program, as far as a model needs it.
class Subject {
 public:
  virtual ~Subject() = default;
  /// Nobody handled this rejection in time: writes the `uncaught` line. Then the model decides what becomes of the run.
  virtual void report_unhandled(RejectionId rejection) = 0;
};

class Model {
 public:
  virtual ~Model() = default;

  // What a program asks for. `clear` takes any ticket and is false when there was nothing left to cancel.
  virtual Ticket set_timeout(const Site& site, Range delay, bool background, Callback callback) = 0;
  virtual Ticket set_interval(const Site& site, Range period, MissedTicks missed, bool background,
                              Callback callback) = 0;
  virtual bool clear(Ticket ticket) = 0;
  virtual void queue_microtask(const Site& site, Callback callback) = 0;
  /// Simulated I/O that completes after `latency`.
  virtual Ticket start_load(const Site& site, Range latency, Callback completion) = 0;
  /// Armed before the script runs.
  virtual void add_timeline_entry(const Site& site, Duration at, Callback callback) = 0;

  // What only some models have: the resolver has refused the statement where a model has not.
  virtual void post(const Site& site, Callback callback);
  virtual void next_tick(const Site& site, Callback callback);
  virtual Ticket set_immediate(const Site& site, Callback callback);
  virtual Ticket request_animation_frame(const Site& site, Callback callback);
  virtual Ticket request_idle_callback(const Site& site, std::optional<Duration> timeout, Callback callback);
  /// The time of the frame whose callbacks are running.
  virtual Duration frame_time() const;

  // What a program reports.
  virtual EmitRules emit_rules() const = 0;
  virtual void block(Duration duration) = 0;
  virtual void promise_rejected(RejectionId rejection) = 0;
  /// A handler was added to a promise that had been rejected without one.
  virtual void promise_handled(RejectionId rejection) = 0;
  /// An error came out of a callback and its `uncaught` line has been written.
  virtual void error_uncaught() = 0;
  /// The microtask checkpoint (and what else the model does when the stack empties) after a listener of a user event.
  virtual void checkpoint() = 0;

  /// Runs `script` at time 0 and then the loop until its end, or until everything due at `stop_at` has run. Errors of
  /// the program are reported to the model, never thrown; what a callback does throw (a fault of the language) leaves
  /// this function.
  virtual void run(const Site& site, Callback script, std::optional<Duration> stop_at) = 0;

  /// The labels of foreground work still pending, in the order of its start: timers, loads, immediates, frames.
  virtual std::vector<std::string_view> pending() const = 0;
  /// The clock when the last callback ended.
  virtual Duration ended_at() const = 0;
};

}  // namespace vtime::scenario
