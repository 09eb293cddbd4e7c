/// Beast on in-memory streams, with steady_timer in virtual time for its WebSockets.
#pragma once

#include "vtime/asio/steady_timer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "vtime/asio.hpp"
#include "vtime/asio/acceptor.hpp"
#include "vtime/asio/beast.hpp"
#include "vtime/asio/stream_pair.hpp"

namespace net = boost::asio;
namespace beast = boost::beast;
