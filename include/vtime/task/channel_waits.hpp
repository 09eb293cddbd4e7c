/// How coroutines wait at a channel.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "vtime/place.hpp"
#include "vtime/site.hpp"
#include "vtime/task/wait_list.hpp"

namespace vtime {

template <typename T>
class Channel;

namespace task {

/// What does not depend on the values.
class ChannelWait : public ListedWait {
 public:
  std::string what() const override;

 protected:
  /// `action` must be a literal.
  ChannelWait(const Site& channel, const char* action, const Place& place) noexcept
      : ListedWait(place), channel_(channel), action_(action) {}
  ~ChannelWait() = default;
  [[noreturn]] void throw_closed() const;

 private:
  Site channel_;
  const char* action_;
};

template <typename T>
class SendWait final : public ChannelWait {
 public:
  SendWait(Channel<T>* channel, T value, const Place& place)
      : ChannelWait(channel->site_, "send", place), channel_(channel), value_(std::move(value)) {}

  void await_resume() {
    check();
    if (refused_) throw_closed();
  }

 private:
  friend class Channel<T>;
  void enter() override {
    if (channel_->closed_) refused_ = true;
    if (refused_ || channel_->offer(value_)) return fulfilled();
    channel_->senders_.add(*this);
  }
  void refuse() {
    refused_ = true;
    fulfilled();
  }
  T accept() {
    fulfilled();
    return std::move(value_);
  }

  Channel<T>* channel_;
  T value_;
  bool refused_ = false;
};

template <typename T>
class ReceiveWait final : public ChannelWait {
 public:
  ReceiveWait(Channel<T>* channel, const Place& place) noexcept
      : ChannelWait(channel->site_, "receive", place), channel_(channel) {}

  std::optional<T> await_resume() {
    check();
    return std::move(value_);
  }

 private:
  friend class Channel<T>;
  void enter() override {
    value_ = channel_->try_receive();
    if (value_ || channel_->closed_) return fulfilled();
    channel_->receivers_.add(*this);
  }
  void deliver(T&& value) {
    value_.emplace(std::move(value));
    fulfilled();
  }

  Channel<T>* channel_;
  std::optional<T> value_;
};

}  // namespace task
}  // namespace vtime
