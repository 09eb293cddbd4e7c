/// Two streams that are connected with each other.
///
///     auto [client, server] = vtime::asio::make_stream_pair(context, LinkOptions().latency(50ms));
///     boost::asio::async_write(client, boost::asio::buffer("ping"), handler);
#pragma once

#include <memory>
#include <utility>

#include "vtime/asio/context.hpp"
#include "vtime/asio/link_options.hpp"
#include "vtime/asio/stream.hpp"
#include "vtime/error.hpp"

namespace vtime::asio {

/// The streams of a client and of a server, each on a context of its own, which must be on one loop.
inline std::pair<Stream, Stream> make_stream_pair(Context& client, Context& server, const LinkOptions& to_server,
                                                  const LinkOptions& to_client) {
  if (&client.loop() != &server.loop()) {
    throw InvalidArgument({.message = "the ends of a connection are to live on two event loops",
                           .help = "make their contexts on one loop"});
  }
  auto core = StreamCore::make(client);
  core->connect_at_once(server, to_server, to_client);
  auto peer = core->peer();
  return {Stream(client.get_executor(), std::move(core)), Stream(server.get_executor(), std::move(peer))};
}

inline std::pair<Stream, Stream> make_stream_pair(Context& context, const LinkOptions& to_server,
                                                  const LinkOptions& to_client) {
  return make_stream_pair(context, context, to_server, to_client);
}

/// With the same link in both directions.
inline std::pair<Stream, Stream> make_stream_pair(Context& context, const LinkOptions& link = {}) {
  return make_stream_pair(context, link, link);
}

}  // namespace vtime::asio
