/// A queue of values between coroutines.
///
///     vtime::Channel<Job> jobs(8, "jobs");
///     co_await jobs.send(job);                              // in a producer: waits while it is full
///     while (auto job = co_await jobs.receive()) work(*job);  // in consumers: until it is closed and empty
#pragma once

#include <cstddef>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

#include "vtime/channel_closed.hpp"
#include "vtime/label.hpp"
#include "vtime/place.hpp"
#include "vtime/site.hpp"
#include "vtime/task/channel_waits.hpp"
#include "vtime/task/operation.hpp"
#include "vtime/task/wait_list.hpp"

namespace vtime {

/// The capacity of a channel in which every value finds room.
inline constexpr std::size_t unbounded = std::numeric_limits<std::size_t>::max();

/// Holds up to `capacity` values that nobody has received yet; with 0, a sender waits until its value is received.
/// Values come out in the order in which they were sent; who waits is served in the order of coming. A channel belongs
/// to no loop.
template <typename T>
class Channel {
 public:
  /// Reports call it by `name`, or by the place where it was made.
  explicit Channel(std::size_t capacity, Label name = {}, const Place& place = Place::here())
      : capacity_(capacity), site_{place, name.text()} {}

  /// `co_await channel.send(value)`. Throws ChannelClosed, Cancelled; the value was not sent then.
  auto send(T value, const Place& place = Place::here()) {
    return task::Operation<task::SendWait<T>, Channel*, T, Place>(this, std::move(value), place);
  }
  /// `co_await channel.receive()` gives a value; nothing when the channel is closed and empty. Throws Cancelled; no
  /// value is lost then.
  auto receive(const Place& place = Place::here()) {
    return task::Operation<task::ReceiveWait<T>, Channel*, Place>(this, place);
  }
  /// True if the value was sent; otherwise, because the channel is full or closed, `value` is left as it is.
  bool try_send(T&& value) { return !closed_ && offer(value); }
  bool try_send(const T& value) {
    T copy(value);
    return try_send(std::move(copy));
  }
  /// A value that is there already.
  std::optional<T> try_receive() {
    std::optional<T> value;
    if (!values_.empty()) {
      value.emplace(std::move(values_.front()));
      values_.pop_front();
      if (auto* sender = next_sender()) values_.push_back(sender->accept());
    } else if (auto* sender = next_sender()) {
      value.emplace(sender->accept());
    }
    return value;
  }
  /// Nothing can be sent any more: those who wait to send get ChannelClosed, those who wait to receive get nothing.
  /// What is in the channel can still be received.
  void close() {
    closed_ = true;
    while (auto* sender = next_sender()) sender->refuse();
    receivers_.wake_all();
  }

  bool is_closed() const noexcept { return closed_; }
  /// How many values it holds.
  std::size_t size() const noexcept { return values_.size(); }
  std::size_t capacity() const noexcept { return capacity_; }

 private:
  friend class task::SendWait<T>;
  friend class task::ReceiveWait<T>;

  bool offer(T& value) {
    if (auto* receiver = static_cast<task::ReceiveWait<T>*>(receivers_.take())) {
      receiver->deliver(std::move(value));
    } else if (values_.size() < capacity_) {
      values_.push_back(std::move(value));
    } else {
      return false;
    }
    return true;
  }
  task::SendWait<T>* next_sender() noexcept { return static_cast<task::SendWait<T>*>(senders_.take()); }

  std::size_t capacity_;
  bool closed_ = false;
  std::deque<T> values_;
  task::WaitList senders_;
  task::WaitList receivers_;
  Site site_;
};

}  // namespace vtime
