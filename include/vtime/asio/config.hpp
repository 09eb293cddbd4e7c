/// Which Asio the adapter stands on: Boost.Asio, or standalone Asio where that is asked for or Boost is not there.
///
///     #define VTIME_ASIO_STANDALONE  // in every file of the program, best by the build
///     #include <vtime/asio.hpp>
#pragma once

#if !defined(VTIME_ASIO_STANDALONE) && (defined(ASIO_STANDALONE) || !__has_include(<boost/asio/version.hpp>))
#define VTIME_ASIO_STANDALONE
#endif

#include <utility>  // Boost 1.74 needs it, but includes it not

#if defined(VTIME_ASIO_STANDALONE)
#include <asio/any_io_executor.hpp>
#include <asio/associated_allocator.hpp>
#include <asio/associated_executor.hpp>
#include <asio/async_result.hpp>
#include <asio/basic_waitable_timer.hpp>
#include <asio/dispatch.hpp>
#include <asio/error.hpp>
#include <asio/execution.hpp>
#include <asio/execution_context.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/version.hpp>
#include <asio/wait_traits.hpp>
#define VTIME_ASIO_VERSION ASIO_VERSION
#define VTIME_ASIO_NAMESPACE asio
#else
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_allocator.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/execution.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/version.hpp>
#include <boost/asio/wait_traits.hpp>
#define VTIME_ASIO_VERSION BOOST_ASIO_VERSION
#define VTIME_ASIO_NAMESPACE boost::asio
#endif

/// Cancellation slots came with Boost 1.77.
#if VTIME_ASIO_VERSION >= 101900
#define VTIME_ASIO_HAS_SLOTS
#if defined(VTIME_ASIO_STANDALONE)
#include <asio/associated_cancellation_slot.hpp>
#else
#include <boost/asio/associated_cancellation_slot.hpp>
#endif
#endif

namespace vtime::asio {

/// The Asio underneath: boost::asio, or the standalone one.
namespace net = ::VTIME_ASIO_NAMESPACE;

#if defined(VTIME_ASIO_STANDALONE)
using error_code = std::error_code;
#else
using error_code = boost::system::error_code;
#endif

}  // namespace vtime::asio
