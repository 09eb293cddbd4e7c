/// What waits for its time, in the order of (deadline, arming).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "loop/deadline_heap.hpp"
#include "vtime/callback.hpp"
#include "vtime/event_id.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/range.hpp"
#include "vtime/recorder.hpp"
#include "vtime/site.hpp"
#include "vtime/timer.hpp"

namespace vtime {

/// A callback that waits. A repeated one has a period.
struct TimerEntry {
  Callback callback;
  Site site;
  EventId event = EventId::main;
  EventKind kind = EventKind::timer;
  bool background = false;
  MissedTicks missed = MissedTicks::burst;
  std::optional<Range> period;
  Duration deadline{};
};

/// Its memory is bounded by the greatest number of timers that waited at one time: a cancelled timer is gone at once,
/// and the keys of cancelled ones are swept out of the heap before they outnumber the live ones by far.
class TimerQueue {
 public:
  /// The numbers of timers grow in the order of arming.
  TimerId add(TimerEntry entry);
  /// Gives a waiting timer a new deadline and a new place in line, behind all others of that deadline.
  void rearm(TimerId id, Duration deadline);
  /// Null if it does not wait. Valid until the next add().
  TimerEntry* find(TimerId id);
  /// Takes a waiting timer out of the queue.
  TimerEntry take(TimerId id);

  std::size_t size() const { return size_; }
  std::size_t foreground() const { return foreground_; }

  /// The one to run next.
  std::optional<TimerId> first();
  /// All that have the deadline of the first, in FIFO order; they stay in line.
  void first_instant(std::vector<TimerId>& ids);
  /// All, in the order in which they would run.
  std::vector<TimerId> in_order() const;

  /// Drops everything.
  void clear();

 private:
  /// A slot is free, or holds the timer `number`, whose one live key has `sequence`. No sequence and no number is used
  /// twice, so that keys and handles of former timers are told from those of the present one.
  struct Slot {
    std::uint64_t sequence = 0;  ///< 0: free
    std::uint64_t number = 0;
    TimerEntry entry;
  };

  bool is_live(const DeadlineKey& key) const { return slots_[key.slot].sequence == key.sequence; }
  TimerId id_of(const DeadlineKey& key) const { return {slots_[key.slot].number, key.slot}; }
  void drop_dead();
  void key_died();

  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
  DeadlineHeap heap_;  ///< has a key for each live timer, and dead keys besides: heap_.size() - size_ of them
  std::vector<DeadlineKey> instant_;
  std::uint64_t next_sequence_ = 1;
  std::size_t size_ = 0;
  std::size_t foreground_ = 0;
};

}  // namespace vtime
