/// Boost.Beast on in-memory streams: its HTTP and WebSocket code, and the time-outs of its tcp_stream.
///
///     template <typename Stream, typename Endpoint>  // of production: beast::tcp_stream, tcp::endpoint
///     awaitable<void> fetch(Stream& stream, Endpoint endpoint) {
///       stream.expires_after(30s);
///       co_await stream.async_connect(endpoint, use_awaitable);
///       ...
///
/// WebSocket streams time out and ping by timers of their own: include <vtime/asio/steady_timer.hpp> first.
#pragma once

#include <array>
#include <boost/asio/compose.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/role.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/stream.hpp"

namespace vtime::asio {

static_assert(std::is_same_v<error_code, boost::beast::error_code>, "Beast needs Boost.Asio, not the standalone one");

/// A stream with the names of beast::tcp_stream: operations that are not done in time end with beast::error::timeout,
/// and the stream is closed then.
template <typename Executor = net::any_io_executor>
class BasicTcpStream : public BasicStream<Executor> {
  using Base = BasicStream<Executor>;

 public:
  using socket_type = Base;
  template <typename Other>
  struct rebind_executor {
    using other = BasicTcpStream<Other>;
  };

  using Base::Base;
  BasicTcpStream(Base&& stream) : Base(std::move(stream)) {}  // NOLINT: as Beast's stream takes over a socket

  /// For operations that are begun from now on, each of them; those that are pending keep their deadline.
  void expires_after(Duration time) {
    const TimePoint now = this->now();
    const bool beyond = time > TimePoint::max() - now;
    expires_at_time(beyond ? TimePoint::max() : now + time);
  }
  void expires_at(std::chrono::steady_clock::time_point time) { expires_at_time(TimePoint(time.time_since_epoch())); }
  void expires_never() { expires_at_time(TimePoint::max()); }

  socket_type& socket() noexcept { return *this; }
  const socket_type& socket() const noexcept { return *this; }
  /// Without time-outs from then on.
  socket_type release_socket() {
    expires_never();
    return std::move(socket());
  }

 private:
  void expires_at_time(TimePoint time) { this->set_deadline(time, boost::beast::error::timeout); }
};

/// In place of beast::tcp_stream.
using tcp_stream = BasicTcpStream<>;

/// What Beast's customizations below are for.
template <typename T>
concept StreamOfVirtualTime = std::is_base_of_v<BasicStream<typename T::executor_type>, T>;

/// Reads up to the end of the stream, then closes it: how a WebSocket ends.
template <typename Stream>
class TeardownStep {
 public:
  TeardownStep(Stream& stream, boost::beast::role_type role) : stream_(stream), role_(role) {}

  template <typename Self>
  void operator()(Self& self, error_code error = {}, std::size_t /*count*/ = 0) {
    const bool is_first = dropped_ == nullptr;
    error_code ignored;  // the read will tell
    if (is_first) dropped_ = std::make_unique<std::array<char, size>>();
    if (is_first && role_ == boost::beast::role_type::server) stream_.shutdown(Stream::shutdown_send, ignored);
    if (!error) return stream_.async_read_some(net::buffer(*dropped_), std::move(self));
    if (error == net::error::eof) {
      error = {};
      stream_.close();
    }
    self.complete(error);
  }

 private:
  static constexpr std::size_t size = 2048;

  Stream& stream_;
  boost::beast::role_type role_;
  std::unique_ptr<std::array<char, size>> dropped_;
};

template <StreamOfVirtualTime Socket, typename TeardownHandler>
void async_teardown(boost::beast::role_type role, Socket& socket, TeardownHandler&& handler) {
  net::async_compose<TeardownHandler, void(error_code)>(TeardownStep<Socket>(socket, role), handler, socket);
}

/// Without waiting for the peer's end: streams of virtual time have no blocking reads.
template <StreamOfVirtualTime Socket>
void teardown(boost::beast::role_type /*role*/, Socket& socket, error_code& error) {
  socket.close(error);
}

template <typename Executor>
void beast_close_socket(BasicStream<Executor>& socket) {
  socket.close();
}

}  // namespace vtime::asio
