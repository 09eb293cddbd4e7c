/// Asio in virtual time: code written with Boost.Asio or standalone Asio, its timers, coroutines, strands and channels,
/// runs without waiting.
///
///     vtime::EventLoop loop;
///     vtime::asio::Context context(loop);
///     vtime::asio::steady_timer timer(context, 24h);
///     timer.async_wait([](auto error) { std::puts("a virtual day later"); });
///     context.run();
#pragma once

#include "vtime/asio/context.hpp"
#include "vtime/asio/errors.hpp"
#include "vtime/asio/executor.hpp"
#include "vtime/asio/timer.hpp"

namespace vtime::asio {

/// All other names of Asio, so that production code can take either boost::asio or vtime::asio as its namespace.
using namespace net;  // NOLINT(google-build-using-namespace): that is what it is for

using io_context = Context;
using high_resolution_timer = steady_timer;

/// There is none in virtual time, and Asio's own would wait in real time: make it a steady_timer.
class system_timer;
/// As system_timer.
class deadline_timer;

}  // namespace vtime::asio
