/// A first-in first-out queue of callbacks: microtasks, ticks, immediates.
#pragma once

#include <cstddef>
#include <memory>

#include "vtime/callback.hpp"
#include "vtime/duration.hpp"
#include "vtime/event_id.hpp"
#include "vtime/site.hpp"

namespace vtime {

/// A callback in line, and what tells it apart.
struct QueuedCallback {
  Callback callback;
  Site site;
  EventId event = EventId::main;
  Duration queued_at{};  ///< since the start of the loop
};

/// A ring that grows by doubling and gives its memory back when it has run empty.
class CallbackQueue {
 public:
  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }

  void push(Callback&& callback, const Site& site, EventId event, Duration queued_at);
  /// The one that has waited longest; the queue must not be empty.
  QueuedCallback& front() noexcept { return ring_[head_]; }
  QueuedCallback pop();
  void clear() noexcept;

 private:
  void grow();
  /// Capacity that an empty queue keeps.
  static constexpr std::size_t kept_capacity = 1024;

  // capacity_ is 0 or a power of two; the live entries are ring_[(head_ + i) mod capacity_] for i < size_.
  std::unique_ptr<QueuedCallback[]> ring_;
  std::size_t capacity_ = 0;
  std::size_t head_ = 0;
  std::size_t size_ = 0;
};

}  // namespace vtime
