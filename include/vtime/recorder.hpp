/// Hears what an execution does, event by event. A loop without a recorder pays nothing for it.
///
///     class Counter : public vtime::Recorder { ... };  // one function for each kind of news
///     Counter counter;
///     vtime::EventLoop loop({.recorder = &counter});
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "vtime/event_id.hpp"
#include "vtime/place.hpp"
#include "vtime/range.hpp"

namespace vtime {

/// What a deadline is counted from.
enum class DeadlineBase : std::uint8_t {
  firing,    ///< the moment the armer began to run
  previous,  ///< the previous deadline of the same interval
  absolute,  ///< a given time
};

/// What kind of callback an event is: the word a report uses for it.
enum class EventKind : std::uint8_t {
  main,
  timer,
  interval,
  post,
  microtask,
  tick,
  immediate,
  frame,
  idle,
  load,
  outside,
  report
};

/// A callback that was put in line.
struct Armed {
  EventId event{};
  EventId armer{};
  EventKind kind{};
  std::uint32_t ordinal = 0;  ///< its how-manieth arming at `place` by the armer
  Place place;
  std::string_view label;
  DeadlineBase base{};
  Duration offset{};    ///< the clock when arming, less the armer's firing time
  Range range{};        ///< the delays allowed
  Duration drawn{};     ///< the delay taken
  Duration deadline{};  ///< since the start of the loop
};

class EventTable;

class Recorder {
 public:
  virtual ~Recorder() = default;

  virtual void armed(const Armed& armed) = 0;
  virtual void cancelled(EventId event, EventId by) = 0;
  /// `now` and `deadline` since the start; now > deadline: it was late.
  virtual void fired(EventId event, Duration now, Duration deadline) = 0;
  /// `blocked`: how far the event itself moved the clock (`block`).
  virtual void returned(EventId event, Duration blocked) = 0;
  /// The program, not the library, looked at the clock.
  virtual void clock_read(EventId event, Duration offset) = 0;
  /// A variable that other callbacks can see was read or written; `what` numbers it within the program. What else a
  /// callback may touch is known before it runs.
  virtual void touched(EventId event, std::uint32_t what, bool written) = 0;
  /// The driver stopped at a limit of time (`advance_to`, `stop_at`).
  virtual void driver_limit(Duration until) = 0;

  /// The table that numbers the events. A recorder that keeps one over several runs gives it here, so that an event has
  /// one number in all of them; otherwise each run has its own.
  virtual EventTable* events() { return nullptr; }
};

}  // namespace vtime
