/// What a cancelled coroutine's await throws.
///
///     try {
///       co_await vtime::sleep_for(5s);
///     } catch (const vtime::Cancelled&) {
///       give_back_what_was_borrowed();
///       throw;
///     }
#pragma once

#include <string>

#include "vtime/duration.hpp"
#include "vtime/place.hpp"

namespace vtime {

/// Not a std::exception, on purpose: code that catches failures and tries again must not take being stopped for one.
/// Who catches it either throws it on or goes on, and is not disturbed again until the next cancel().
class Cancelled {
 public:
  Cancelled(Duration at, const Place& place) : at_(at), place_(place) {}

  /// When it was thrown, since the start of the loop.
  Duration at() const noexcept { return at_; }
  /// The await, or where the task was spawned if it had not begun.
  const Place& place() const noexcept { return place_; }
  /// `at 5ms: cancelled (client.cpp:12)`
  std::string what() const;

 private:
  Duration at_;
  Place place_;
};

}  // namespace vtime
