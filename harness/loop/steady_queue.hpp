/// What a SteadyLoop still has to call, in the order of (deadline, arming).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "vtime/callback.hpp"
#include "vtime/clock.hpp"
#include "vtime/timer.hpp"

namespace vtime {

/// Real time costs microseconds a callback at the least: plain maps will do.
class SteadyQueue {
 public:
  struct Entry {
    Callback callback;
    bool background = false;
  };

  TimerId add(TimePoint deadline, Entry entry);
  /// Nothing if it does not wait.
  std::optional<TimePoint> deadline_of(TimerId id) const;
  /// Takes a waiting timer out of the queue; an empty entry if it does not wait.
  Entry take(TimerId id);
  /// The deadline of the one to run next.
  std::optional<TimePoint> next_deadline() const;
  /// Takes the one to run next; the queue must not be empty.
  Entry take_first();
  /// How many keep a run alive.
  std::size_t foreground() const { return foreground_; }

 private:
  using Key = std::pair<TimePoint, std::uint64_t>;  ///< deadline, number
  using Queue = std::map<Key, Entry>;

  Entry take(Queue::iterator waiting);

  // deadlines_ has the number of each entry of queue_, which is found by it.
  Queue queue_;
  std::map<std::uint64_t, TimePoint> deadlines_;
  std::uint64_t last_number_ = 0;
  std::size_t foreground_ = 0;
};

}  // namespace vtime
