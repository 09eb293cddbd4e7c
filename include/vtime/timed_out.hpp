/// What with_timeout throws.
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
