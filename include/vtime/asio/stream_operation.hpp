/// Operations of in-memory streams: reads, writes, connects and accepts.
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

}  // namespace vtime::asio
