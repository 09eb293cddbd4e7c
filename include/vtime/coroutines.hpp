/// Everything for coroutines in virtual time.
///
///     #include <vtime/coroutines.hpp>
///
///     vtime::Task<int> answer() {
///       co_await vtime::sleep_for(1h);
///       co_return 42;
///     }
#pragma once

// IWYU pragma: begin_exports
#include "vtime/cancelled.hpp"
#include "vtime/channel.hpp"
#include "vtime/deadlock_error.hpp"
#include "vtime/event.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/mutex.hpp"
#include "vtime/sleep.hpp"
#include "vtime/spawn.hpp"
#include "vtime/task.hpp"
#include "vtime/timed_out.hpp"
#include "vtime/waiting_coroutines.hpp"
#include "vtime/when_all.hpp"
#include "vtime/when_any.hpp"
#include "vtime/with_timeout.hpp"
// IWYU pragma: end_exports
