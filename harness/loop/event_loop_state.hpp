/// The inside of an EventLoop.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "loop/current_loop.hpp"
#include "loop/engine.hpp"
#include "loop/timer_queue.hpp"
#include "vtime/event_loop.hpp"

namespace vtime {

struct EventLoop::State {
  State(EventLoop& loop, const LoopOptions& options) : current(loop), engine(options) {}

  /// What sort of arming it is.
  struct Arming {
    EventKind kind{};
    DeadlineBase base{};
    bool repeated = false;
    MissedTicks missed = MissedTicks::burst;
  };
  /// The one way into the queue. Throws before anything has changed.
  TimerId arm(const Range& delay, Callback callback, const TimerOptions& options, Place place, const Arming& arming);

  // ---- firing: everything that drives the loop is built on step() --------------------------------------------------

  /// The microtasks that wait; or else the next callback due by `until`, with its microtasks. False if there is none.
  bool step(Duration until);
  /// Steps until nothing due by `last_deadline` is left, then moves the clock to `end`.
  void drive_to(Duration end, Duration last_deadline);
  /// `time` since the start; PastDeadline if it is earlier than now.
  Duration not_before_now(TimePoint time) const;
  /// The callback to run next, if any is due by `until`.
  std::optional<TimerId> next_due(Duration until);
  TimerId pick_of_first_instant();
  void fire_once(TimerId id, const Firing& event);
  void fire_beat(TimerId id, const Firing& event);
  /// Puts a repeated callback in line again: a doing of the beat that is about to run.
  void rearm(TimerId id);

  TimePoint point(Duration elapsed) const { return TimePoint(engine.start() + elapsed); }
  /// Drops all that waits; nothing is accepted any more.
  void close();

  CurrentLoop current;
  Engine engine;
  TimerQueue timers;
  std::unordered_set<std::string> labels;  // never iterated
  std::vector<TimerId> tied;               ///< reused by pick_of_first_instant()
  std::vector<Candidate> candidates;
  std::vector<TimerId> candidate_ids;
  bool driving = false;
  bool stepping = false;  ///< the last driving call was step(): the next one goes on with the same run
  bool closed = false;
};

}  // namespace vtime
