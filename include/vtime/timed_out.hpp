/// What with_timeout throws.
///
///     try {
///       co_await vtime::with_timeout(fetch(url), 5s);
///     } catch (const vtime::TimedOut& error) {
///       log("{}", error.what());  // how long was waited, and where
///     }
#pragma once

#include <utility>

#include "vtime/error.hpp"

namespace vtime {

/// A task did not finish in time. It was cancelled and has ended.
class TimedOut : public Error {
 public:
  TimedOut(ErrorDetails details, Duration limit) : Error(std::move(details)), limit_(limit) {}

  /// The time that it had.
  Duration limit() const noexcept { return limit_; }

 private:
  Duration limit_;
};

}  // namespace vtime
