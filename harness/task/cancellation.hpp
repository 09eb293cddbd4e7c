/// Tells being stopped from failing.
#pragma once

#include <exception>

namespace vtime::task {

/// Whether it is a Cancelled.
bool is_cancellation(const std::exception_ptr& error);

}  // namespace vtime::task
