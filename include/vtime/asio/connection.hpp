/// What can go wrong with a connection: the test's hold on it while the streams belong to the code under test.
///
///     auto [client, server] = vtime::asio::make_stream_pair(context);
///     vtime::asio::Connection connection = client.connection();
///     connection.stall();   // nothing arrives any more, at neither end
///     connection.resume();  // what has been under way for long enough arrives now
///     connection.reset();   // both ends get connection_reset
#pragma once

#include <memory>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/stream_core.hpp"

namespace vtime::asio {

/// A copyable handle, seen from the end that it was asked of. Does nothing when both streams are gone.
class Connection {
 public:
  explicit Connection(const std::shared_ptr<StreamCore>& end) : end_(end) {}

  /// Both directions.
  void stall() const {
    stall_incoming();
    stall_outgoing();
  }
  /// What is sent to this end stays under way.
  void stall_incoming() const {
    if (const auto end = end_.lock()) end->stall();
  }
  /// What this end sends stays under way.
  void stall_outgoing() const {
    if (const auto end = end_.lock()) end->peer()->stall();
  }
  /// Both directions. Nothing is lost.
  void resume() const {
    if (const auto end = end_.lock()) {
      end->resume();
      end->peer()->resume();
    }
  }
  /// The connection is lost, with all that is under way and all that was not read: operations at both ends fail with
  /// connection_reset, at once.
  void reset() const {
    if (const auto end = end_.lock()) {
      end->fail(net::error::connection_reset);
      end->peer()->fail(net::error::connection_reset);
    }
  }

 private:
  std::weak_ptr<StreamCore> end_;
};

}  // namespace vtime::asio
