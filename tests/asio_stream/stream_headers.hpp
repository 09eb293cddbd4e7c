/// The Asio under test, by one name, and what these tests use of it.
#pragma once

#include "vtime/asio.hpp"
#include "vtime/asio/acceptor.hpp"
#include "vtime/asio/stream_pair.hpp"

#if defined(VTIME_ASIO_STANDALONE)
#include <asio.hpp>
#if defined(VTIME_ASIO_HAS_SLOTS)
#include <asio/experimental/awaitable_operators.hpp>
#endif
#else
#include <boost/asio.hpp>
#if defined(VTIME_ASIO_HAS_SLOTS)
#include <boost/asio/experimental/awaitable_operators.hpp>
#endif
#endif

namespace net = vtime::asio::net;
