#include "loop/callback_queue.hpp"

#include <algorithm>
#include <utility>

namespace vtime {

void CallbackQueue::push(Callback&& callback, const Site& site, EventId event, Duration queued_at) {
  if (size_ == capacity_) grow();
  QueuedCallback& entry = ring_[(head_ + size_) & (capacity_ - 1)];
  entry.callback = std::move(callback);
  entry.site = site;
  entry.event = event;
  entry.queued_at = queued_at;
  ++size_;
}

QueuedCallback CallbackQueue::pop() {
  QueuedCallback entry = std::move(ring_[head_]);
  head_ = (head_ + 1) & (capacity_ - 1);
  if (--size_ == 0 && capacity_ > kept_capacity) clear();
  return entry;
}

void CallbackQueue::clear() noexcept {
  // Taken out first: what the callbacks hold may queue others while it is destroyed.
  const std::unique_ptr<QueuedCallback[]> dropped = std::move(ring_);
  capacity_ = head_ = size_ = 0;
}

void CallbackQueue::grow() {
  const std::size_t capacity = std::max<std::size_t>(16, capacity_ * 2);
  auto ring = std::make_unique<QueuedCallback[]>(capacity);
  for (std::size_t i = 0; i < size_; ++i) ring[i] = std::move(ring_[(head_ + i) & (capacity_ - 1)]);
  ring_ = std::move(ring);
  capacity_ = capacity;
  head_ = 0;
}

}  // namespace vtime
