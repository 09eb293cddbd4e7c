/// Gives a task a limited time.
///
///     Reply reply = co_await vtime::with_timeout(fetch(request), 2s);  // TimedOut after two seconds
#pragma once

#include <utility>

#include "vtime/duration.hpp"
#include "vtime/place.hpp"
#include "vtime/task.hpp"
#include "vtime/task/branches.hpp"
#include "vtime/task/fiber_of.hpp"
#include "vtime/task/to_task.hpp"
#include "vtime/timed_out.hpp"
#include "vtime/timer.hpp"

namespace vtime {
namespace task {

class TimeLimit final : public Branches {
 public:
  TimeLimit(Duration limit, const Place& place) noexcept
      : Branches("with_timeout", Cancels::at_first_failure, place), limit_(limit) {}

  void await_resume();

 private:
  void enter() override;
  void ended(Fiber& branch) override;
  void expire();

  Duration limit_;
  ScopedTimer timer_;
  bool expired_ = false;
};

template <typename T>
Task<T> limited(Unnamed /*tag*/, FiberPtr<FiberOf<T>> fiber, Duration limit, Place place) {
  TimeLimit time(limit, place);
  time.add(fiber);
  co_await time;
  co_return fiber->outcome().take();
}

}  // namespace task

/// The value of a task, or of whatever else can be awaited, if it ends within `limit`, what is due at the end of it
/// included. If not, the task is cancelled, and TimedOut is thrown when it has ended; should it end with an exception
/// other than Cancelled, that is thrown instead. Throws InvalidArgument at the await if `limit` is negative.
template <typename A>
requires(!std::is_lvalue_reference_v<A>) Task<task::Awaited<A>> with_timeout(A&& awaitable, Duration limit,
                                                                             const Place& place = Place::here()) {
  return task::limited<task::Awaited<A>>(
      task::Unnamed(), task::make_fiber(task::to_task(std::forward<A>(awaitable)), place), limit, place);
}

}  // namespace vtime
