/// The handle of a spawned task.
///
///     vtime::Spawned<void> heartbeat = vtime::spawn(loop, beat());
///     heartbeat.cancel();
///     co_await heartbeat.join();
#pragma once

#include <string>
#include <utility>

#include "vtime/place.hpp"
#include "vtime/task/fiber_of.hpp"
#include "vtime/task/operation.hpp"
#include "vtime/task/wait_list.hpp"

namespace vtime {
namespace task {

/// Waits for the end of a fiber.
class JoinWaitBase : public ListedWait {
 public:
  std::string what() const override;

 protected:
  JoinWaitBase(FiberPtr<Fiber> joined, const Place& place) noexcept : ListedWait(place), joined_(std::move(joined)) {}
  ~JoinWaitBase() = default;
  void enter() override;

 private:
  FiberPtr<Fiber> joined_;
};

template <typename T>
class JoinWait final : public JoinWaitBase {
 public:
  JoinWait(FiberPtr<FiberOf<T>> joined, const Place& place) noexcept
      : JoinWaitBase(FiberPtr<Fiber>(joined.get()), place), joined_(std::move(joined)) {}

  T await_resume() {
    check();
    joined_->claim();
    return joined_->outcome().take();
  }

 private:
  FiberPtr<FiberOf<T>> joined_;
};

[[noreturn]] void throw_not_done(const Fiber& fiber, const Place& place);

}  // namespace task

/// Can be moved. When it is dropped the task goes on by itself; should it end with an exception, that leaves the call
/// that drives the loop, as a callback's does.
template <typename T>
class Spawned {
 public:
  explicit Spawned(task::FiberPtr<task::FiberOf<T>> fiber) noexcept : fiber_(std::move(fiber)) {}
  Spawned(Spawned&&) noexcept = default;
  Spawned& operator=(Spawned&& other) noexcept {
    std::swap(fiber_, other.fiber_);
    other.drop();
    return *this;
  }
  ~Spawned() { drop(); }

  /// Makes the task's present await throw Cancelled, in a later callback; a task that has not begun never does. What
  /// the task awaits has come already: the next await throws. False if the task has ended.
  bool cancel() const { return fiber_ && fiber_->cancel(); }
  /// Whether it has ended.
  bool done() const noexcept { return !fiber_ || fiber_->done(); }
  /// `co_await worker.join()`: its value, which can be taken once, or its exception. Cancelling the one who joins does
  /// not cancel the task.
  auto join(const Place& place = Place::here()) const {
    if (!fiber_) task::throw_no_task(place);
    return task::Operation<task::JoinWait<T>, task::FiberPtr<task::FiberOf<T>>, Place>(fiber_, place);
  }
  /// The same for code that is no coroutine. Throws InvalidArgument while it is not done().
  T get(const Place& place = Place::here()) const {
    if (!fiber_) task::throw_no_task(place);
    if (!fiber_->done()) task::throw_not_done(*fiber_, place);
    fiber_->claim();
    return fiber_->outcome().take();
  }

 private:
  void drop() noexcept {
    if (fiber_) fiber_->detach();
    fiber_ = {};
  }

  task::FiberPtr<task::FiberOf<T>> fiber_;
};

}  // namespace vtime
