/// Where an EventLoop takes in timers: its inline functions put most posts there without a call.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "vtime/callback.hpp"
#include "vtime/duration.hpp"
#include "vtime/loop/recent_sites.hpp"
#include "vtime/loop/sorted_keys.hpp"
#include "vtime/loop/timer_key.hpp"
#include "vtime/loop/timer_slot.hpp"
#include "vtime/place.hpp"
#include "vtime/timer.hpp"
#include "vtime/timer_traits.hpp"

namespace vtime {

/// What a TimerQueue changes with each timer. It is open as long as nothing is out of the ordinary: nobody has asked
/// for deadlines, listens or decides the order. Then no key of the run is later than now.
class Intake {
 public:
  /// The slot that is kept apart for the next timer.
  struct Vacant {
    Callback* callback = nullptr;  ///< null: none is
    std::uint32_t number = 0;
  };

  /// Orders of arming are counted from `first_order`.
  explicit Intake(std::uint64_t first_order) : next_order_(first_order) {}

  /// Where the callable of the next timer will lie; null if no slot is kept apart.
  Callback* vacant() const { return vacant_.callback; }
  /// Null if take_post() must not be called.
  const RecentSites::Numbered* site_for_post(const Place& place, std::string_view label, TimerTraits traits) const {
    // Background work has to be counted, which is up to the queue.
    const bool takes = !traits.is_background() && vacant_.callback != nullptr && next_order_ < end_ && run_.has_room();
    return takes ? sites_.find(place, label) : nullptr;
  }
  /// Puts a callable in line that is to be called now.
  template <typename F>
  requires Callback::keeps_as_bytes<F> TimerId take_post(const F& callable, Duration now,
                                                         const RecentSites::Numbered& site, TimerTraits traits) {
    vacant_.callback->replace_bytes(callable);
    const auto [number, slot] = take_vacant();
    const std::uint64_t order = give_order(slot, site.flags | traits.bits());
    run_.push_back(TimerKey(now, order, number));
    return {era_ + order, number};
  }
  /// From now on the queue takes in everything itself, for good.
  void close() { end_ = 0; }

 private:
  friend class TimerQueue;

  struct Taken {
    std::uint32_t number = 0;
    TimerSlot& slot;
  };
  Taken take_vacant() {
    // The callback is the first of a slot and has its address.
    auto* const slot = static_cast<TimerSlot*>(static_cast<void*>(std::exchange(vacant_.callback, nullptr)));
    return {vacant_.number, *slot};
  }

  /// Marks the slot as that of a timer that waits; gives the order.
  std::uint64_t give_order(TimerSlot& slot, std::uint64_t flags) {
    const std::uint64_t order = next_order_++;
    slot.state = TimerSlot::state_of(order, flags);
    return order;
  }

  Vacant vacant_;
  SortedKeys run_;  ///< keys of what is due: part of a KeyLine
  RecentSites sites_;
  std::uint64_t next_order_;
  std::uint64_t era_ = 0;                    ///< numbers are era_ + order; it grows when all orders have been used
  std::uint64_t end_ = TimerKey::order_end;  ///< lower orders are taken; 0: it is closed
};

}  // namespace vtime
