/// Streams in memory: what a TCP socket is to code that is written with Asio, over a link of virtual time.
///
///     const auto link = vtime::asio::LinkOptions().latency(50ms);
///     auto [client, server] = vtime::asio::make_stream_pair(context, link);
///     async_write(client, buffer("ping"), [](auto error, std::size_t) { ... });
///     server.async_read_some(buffer(memory), [](auto error, std::size_t count) { ... });  // 50 ms later
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/connection.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/endpoint.hpp"
#include "vtime/asio/errors.hpp"
#include "vtime/asio/handler_operation.hpp"
#include "vtime/asio/link_options.hpp"
#include "vtime/asio/stream_core.hpp"
#include "vtime/asio/stream_operation.hpp"
#include "vtime/place.hpp"

#if defined(VTIME_ASIO_STANDALONE)
#include <asio/socket_base.hpp>
#include <asio/system_error.hpp>
#else
#include <boost/asio/socket_base.hpp>
#include <boost/system/system_error.hpp>
#endif

namespace vtime::asio {

/// An AsyncReadStream and AsyncWriteStream with the names of Asio's stream sockets. Errors are those of a TCP socket:
/// eof, connection_reset, connection_refused, broken_pipe, operation_aborted, bad_descriptor. A write is done when its
/// bytes are in the sender's buffer. There are no blocking functions. Belongs to the thread of its context.
template <typename Executor = net::any_io_executor>
class BasicStream : public net::socket_base {
 public:
  using executor_type = Executor;
  template <typename Other>
  struct rebind_executor {
    using other = BasicStream<Other>;
  };

  /// A closed one.
  explicit BasicStream(const executor_type& executor)
      : BasicStream(executor, StreamCore::make(context_behind(executor))) {}
  template <typename ExecutionContext>
  requires std::is_convertible_v<ExecutionContext&, net::execution_context&>
  explicit BasicStream(ExecutionContext& context) : BasicStream(executor_type(context.get_executor())) {}
  /// For those who make connections.
  BasicStream(const executor_type& executor, std::shared_ptr<StreamCore> core)
      : executor_(executor), core_(std::move(core)) {}

  /// Takes pending operations along; the other one is closed then.
  BasicStream(BasicStream&& other)  // NOLINT: Asio's sockets may throw here as well
      : executor_(other.executor_), core_(std::exchange(other.core_, StreamCore::make(other.core_->context()))) {}
  template <typename Other>
  requires std::is_convertible_v<Other, Executor> BasicStream(
      BasicStream<Other>&& other)  // NOLINT: Asio's sockets convert so
      : executor_(other.executor_), core_(std::exchange(other.core_, StreamCore::make(other.core_->context()))) {}
  BasicStream& operator=(BasicStream&& other) {  // NOLINT: as above
    if (this == &other) return *this;
    core_->close();
    executor_ = other.executor_;
    core_ = std::exchange(other.core_, StreamCore::make(other.core_->context()));
    return *this;
  }
  /// Closes it.
  ~BasicStream() {
    try {
      core_->close();
    } catch (...) {  // NOLINT: a chooser may refuse to draw a latency, and there is nobody to tell
    }
  }

  executor_type get_executor() noexcept { return executor_; }
  bool is_open() const noexcept { return core_->is_open(); }
  /// For tests: what goes wrong with it. To be asked for when it is connected.
  Connection connection() const { return Connection(core_); }

  /// Takes one way there and one way back; ends with connection_refused if nobody listens. A closed stream may be
  /// connected anew.
  template <typename Token = typename net::default_completion_token<executor_type>::type>
  auto async_connect(const Endpoint& endpoint, Token&& token = {}, Place place = Place::here()) {
    return net::async_initiate<Token, void(error_code)>(Initiation{this}, token, endpoint, place);
  }
  template <typename Buffers, typename Token = typename net::default_completion_token<executor_type>::type>
  auto async_read_some(const Buffers& buffers, Token&& token = {}, Place place = Place::here()) {
    return net::async_initiate<Token, void(error_code, std::size_t)>(
        Initiation{this}, token, static_cast<ReadOperation<Buffers>*>(nullptr), buffers, place);
  }
  template <typename Buffers, typename Token = typename net::default_completion_token<executor_type>::type>
  auto async_write_some(const Buffers& buffers, Token&& token = {}, Place place = Place::here()) {
    return net::async_initiate<Token, void(error_code, std::size_t)>(
        Initiation{this}, token, static_cast<WriteOperation<Buffers>*>(nullptr), buffers, place);
  }
  /// Ends all operations with operation_aborted.
  void cancel() { core_->cancel(); }
  void cancel(error_code& error) { error = {}, cancel(); }

  /// With shutdown_send the peer reads eof behind what is under way, and may still write.
  void shutdown(shutdown_type what) {
    error_code error;
    shutdown(what, error);
    if (error) throw system_error(error, "shutdown");
  }
  void shutdown(shutdown_type what, error_code& error) {
    error = {};
    if (what != shutdown_send) error = core_->shut_down_receiving();
    if (what != shutdown_receive && !error) error = core_->shut_down_sending();
  }
  /// The peer reads eof behind what is under way; it gets connection_reset instead if anything has arrived here that
  /// was not read, and as soon as it writes more.
  void close() { core_->close(); }
  void close(error_code& error) { error = {}, close(); }

 protected:
  /// For operations to come: what they end with if they are not done in time, when the stream is closed as well.
  void set_deadline(TimePoint time, const error_code& late) { core_->set_deadline(time, late); }
  TimePoint now() const { return core_->context().now(); }

 private:
  template <typename>
  friend class BasicStream;

#if defined(VTIME_ASIO_STANDALONE)
  using system_error = std::system_error;
#else
  using system_error = boost::system::system_error;
#endif

  struct Initiation {
    using executor_type = Executor;
    executor_type get_executor() const noexcept { return stream->executor_; }

    template <typename Handler>
    void operator()(Handler&& handler, const Endpoint& endpoint, Place place) const {
      stream->start_connect(std::forward<Handler>(handler), endpoint, place);
    }
    template <typename Handler, typename Buffers>
    void operator()(Handler&& handler, ReadOperation<Buffers>* /*kind*/, const Buffers& buffers, Place place) const {
      StreamCore& core = *stream->core_;
      core.read(stream->template make<ReadOperation<Buffers>>(std::forward<Handler>(handler), buffers, place));
    }
    template <typename Handler, typename Buffers>
    void operator()(Handler&& handler, WriteOperation<Buffers>* /*kind*/, const Buffers& buffers, Place place) const {
      StreamCore& core = *stream->core_;
      core.write(stream->template make<WriteOperation<Buffers>>(std::forward<Handler>(handler), buffers, place));
    }

    BasicStream* stream;
  };

  template <typename Base, typename Handler, typename... Arguments>
  Base& make(Handler&& handler, const Arguments&... arguments) {
    return make_handler_operation<Base>(core_, executor_, std::forward<Handler>(handler), arguments...);
  }
  template <typename Handler>
  void start_connect(Handler&& handler, const Endpoint& endpoint, Place place) {
    const auto network = endpoint.network_;
    network->require_same_loop(core_->context());
    if (!is_open()) {
      const auto before = std::exchange(core_, StreamCore::make(core_->context()));
      core_->take_deadlines(*before);
    }
    const Route route = network->route(endpoint.name());
    const auto knock = [network, name = endpoint.name()](const auto& end) { network->knock(name, end); };
    core_->connect(make<ConnectOperation>(std::forward<Handler>(handler), place), route.there, route.back, knock);
  }

  static Context& context_behind(const executor_type& executor) {
    if (Context* context = Context::find(net::query(executor, net::execution::context))) return *context;
    throw ForeignContext({.message = "a stream of virtual time was made on an execution context of real time",
                          .help = "make it on a vtime::asio::Context, or take a socket of Asio"});
  }

  executor_type executor_;
  std::shared_ptr<StreamCore> core_;
};

/// In place of tcp::socket.
using Stream = BasicStream<>;

}  // namespace vtime::asio
