/// Operations of in-memory streams: reads, writes, connects and accepts, with their handlers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/handler_wait.hpp"
#include "vtime/asio/link.hpp"
#include "vtime/asio/operation.hpp"

#if defined(VTIME_ASIO_STANDALONE)
#include <asio/buffer.hpp>
#else
#include <boost/asio/buffer.hpp>
#endif

namespace vtime::asio {

/// Waits for something to happen at an end of a stream, or at an acceptor; whatever its handler.
class StreamOperation : public Operation, public Link<StreamOperation> {
 public:
  using Operation::Operation;

  /// How many bytes it is to move at most.
  virtual std::size_t size() const { return 0; }
  /// Moves bytes between its buffers and `memory`.
  virtual std::size_t move(char* /*memory*/, std::size_t /*size*/) { return 0; }

 protected:
  ~StreamOperation() = default;
  const error_code& error() const noexcept { return error_; }
  std::size_t moved() const noexcept { return moved_; }

 private:
  friend class StreamQueue;

  std::uint64_t number_ = 0;
  error_code error_;
  std::size_t moved_ = 0;
};

/// A connect: its handler gets an error code.
class ConnectOperation : public StreamOperation {
 public:
  explicit ConnectOperation(Place place) noexcept : StreamOperation("stream connect", place) {}

 protected:
  ~ConnectOperation() = default;
  std::tuple<error_code> results() { return {error()}; }
};

/// A read or a write: its handler gets an error code and the number of bytes.
template <typename Buffers>
class TransferOperation : public StreamOperation {
 public:
  TransferOperation(Label what, const Buffers& buffers, Place place)
      : StreamOperation(what, place), buffers_(buffers) {}

  std::size_t size() const override { return net::buffer_size(buffers_); }

 protected:
  ~TransferOperation() = default;
  std::tuple<error_code, std::size_t> results() { return {error(), moved()}; }
  const Buffers& buffers() const noexcept { return buffers_; }

 private:
  Buffers buffers_;
};

template <typename Buffers>
class ReadOperation : public TransferOperation<Buffers> {
 public:
  ReadOperation(const Buffers& buffers, Place place) : TransferOperation<Buffers>("stream read", buffers, place) {}

  std::size_t move(char* memory, std::size_t size) override {
    return net::buffer_copy(this->buffers(), net::buffer(memory, size));
  }

 protected:
  ~ReadOperation() = default;
};

template <typename Buffers>
class WriteOperation : public TransferOperation<Buffers> {
 public:
  WriteOperation(const Buffers& buffers, Place place) : TransferOperation<Buffers>("stream write", buffers, place) {}

  std::size_t move(char* memory, std::size_t size) override {
    return net::buffer_copy(net::buffer(memory, size), this->buffers());
  }

 protected:
  ~WriteOperation() = default;
};

/// Any of these with its handler, which is called with what results() gives.
template <typename Base, typename Handler, typename Executor>
class HandlerOperation final : public Base {
  using HandlerExecutor = typename net::associated_executor<Handler, Executor>::type;

 public:
  template <typename H, typename... Arguments>
  HandlerOperation(H&& handler, const Executor& executor, Arguments&&... arguments)
      : Base(std::forward<Arguments>(arguments)...),
        handler_(std::forward<H>(handler)),
        work_(net::get_associated_executor(handler_, executor)) {}

  void complete() override {
    Handler handler(std::move(handler_));
    const net::executor_work_guard<HandlerExecutor> work(std::move(work_));
    auto results = this->results();
    dispose(this, net::get_associated_allocator(handler));
    std::apply([&](auto&... values) { call_through(work.get_executor(), std::move(handler), std::move(values)...); },
               results);
  }
  void destroy() noexcept override {
    // The handler goes last: it may own the stream, whose end must not find this operation any more.
    const Handler handler(std::move(handler_));
    dispose(this, net::get_associated_allocator(handler));
  }

 private:
  Handler handler_;
  net::executor_work_guard<HandlerExecutor> work_;
};

/// What ends an operation when its cancellation slot is asked to. The stream may be gone by then.
template <typename Core>
class OperationCanceller {
 public:
  OperationCanceller(const std::shared_ptr<Core>& core, std::uint64_t number) : core_(core), number_(number) {}

  template <typename Type>
  void operator()(Type type) const {
    const auto ours = Type::terminal | Type::partial | Type::total;
    if ((type & ours) == Type::none) return;
    if (const auto core = core_.lock()) core->cancel_operation(number_);
  }

 private:
  std::weak_ptr<Core> core_;
  std::uint64_t number_;
};

/// Makes the next operation of `core`, whose number will be `number`. A handler that was given as an lvalue is copied.
template <typename Base, typename Core, typename Executor, typename Handler, typename... Arguments>
Base& make_stream_operation(const std::shared_ptr<Core>& core, std::uint64_t number, const Executor& executor,
                            Handler&& handler, Arguments&&... arguments) {
  using Made = HandlerOperation<Base, std::decay_t<Handler>, Executor>;
#if defined(VTIME_ASIO_HAS_SLOTS)
  auto slot = net::get_associated_cancellation_slot(handler);
#endif
  const auto allocator = net::get_associated_allocator(handler);
  Made* made =
      make_operation<Made>(allocator, std::forward<Handler>(handler), executor, std::forward<Arguments>(arguments)...);
#if defined(VTIME_ASIO_HAS_SLOTS)
  if (slot.is_connected()) slot.template emplace<OperationCanceller<Core>>(core, number);
#else
  static_cast<void>(core), static_cast<void>(number);
#endif
  return *made;
}

}  // namespace vtime::asio
