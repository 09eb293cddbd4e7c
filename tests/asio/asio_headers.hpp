/// The Asio under test, by one name, and what these tests use of it.
#pragma once

#include "vtime/asio.hpp"

#if defined(VTIME_ASIO_STANDALONE)
#include <asio.hpp>
#if defined(VTIME_ASIO_HAS_SLOTS)
#include <asio/experimental/awaitable_operators.hpp>
#include <asio/experimental/channel.hpp>
#include <asio/experimental/deferred.hpp>
#include <asio/experimental/parallel_group.hpp>
#endif
#else
#include <boost/asio.hpp>
#if defined(VTIME_ASIO_HAS_SLOTS)
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#define VTIME_ASIO_HAS_USE_PROMISE
#endif
#endif

namespace net = vtime::asio::net;
