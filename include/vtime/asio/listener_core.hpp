/// Where a virtual network hands connections over, the same for all executors and handlers.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/stream_core.hpp"
#include "vtime/asio/stream_operation.hpp"
#include "vtime/asio/stream_queue.hpp"

namespace vtime::asio {

/// An accept, whatever its handler.
class AcceptOperation : public StreamOperation {
 public:
  explicit AcceptOperation(Place place) noexcept : StreamOperation("stream accept", place) {}

 protected:
  ~AcceptOperation() = default;
  /// The new connection; null after an error.
  const std::shared_ptr<StreamCore>& accepted() const noexcept { return accepted_; }

 private:
  friend class ListenerCore;

  std::shared_ptr<StreamCore> accepted_;
};

/// Connections that nobody has accepted yet are connected already, and wait here.
class ListenerCore {
 public:
  explicit ListenerCore(Context& context) : context_(context) {}

  Context& context() const noexcept { return context_; }
  bool is_open() const noexcept { return open_; }

  void accept(AcceptOperation& operation) {
    accepts_.push(context_, operation, next_operation_++);
    if (!open_) return accepts_.finish(context_, operation, net::error::bad_descriptor);
    hand_over();
  }
  std::uint64_t next_operation() const noexcept { return next_operation_; }
  void cancel_operation(std::uint64_t number) {
    accepts_.finish_number(context_, number, net::error::operation_aborted);
  }
  void cancel() { accepts_.finish_all(context_, net::error::operation_aborted); }

  /// A request has arrived.
  void offer(std::shared_ptr<StreamCore> end) {
    end->establish(context_);
    waiting_.push_back(std::move(end));
    hand_over();
  }
  /// Closes what nobody has accepted.
  void close() {
    open_ = false;
    cancel();
    for (const auto& end : std::exchange(waiting_, {})) end->close();
  }

 private:
  void hand_over() {
    while (!accepts_.empty() && !waiting_.empty()) {
      auto& operation = static_cast<AcceptOperation&>(accepts_.front());
      operation.accepted_ = std::move(waiting_.front());
      waiting_.pop_front();
      accepts_.finish(context_, operation, error_code());
    }
  }

  Context& context_;
  bool open_ = true;
  std::uint64_t next_operation_ = 0;
  StreamQueue accepts_;
  std::deque<std::shared_ptr<StreamCore>> waiting_;
};

}  // namespace vtime::asio
