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

/// The names that production code uses, so that it can take either boost::asio or vtime::asio.
using io_context = Context;
using steady_clock = vtime::Clock;

}  // namespace vtime::asio
