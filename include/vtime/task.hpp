/// A coroutine that gives a value.
///
///     vtime::Task<int> answer(vtime::Channel<int>& questions) {
///       co_await vtime::sleep_for(2s);
///       co_return 42;
///     }
///     int value = loop.run(answer(questions));
#pragma once

#include <type_traits>
#include <utility>

#include "vtime/event_loop.hpp"
#include "vtime/place.hpp"
#include "vtime/task/drive.hpp"
#include "vtime/task/fiber_of.hpp"
#include "vtime/task/frame.hpp"
#include "vtime/task/promise.hpp"
#include "vtime/task/task_wait.hpp"

namespace vtime {

/// It begins when it is awaited (`co_await std::move(task)`, or directly what a call returns), spawned, or run, each of
/// them at most once, and on the scheduler of who does so. A task that never begins is destroyed without having run.
/// Within it, what this library offers can be awaited.
template <typename T>
class [[nodiscard("a task does nothing until it is awaited, spawned or run")]] Task {
  static_assert(!std::is_reference_v<T>, "a task gives a value; to give an object that lies elsewhere, give a pointer");

 public:
  using promise_type = task::Promise<T>;

  Task(Task &&) noexcept = default;
  Task& operator=(Task&&) noexcept = default;

  /// Whether it is still here: not moved away.
  explicit operator bool() const noexcept { return static_cast<bool>(frame_); }
  /// Gives the coroutine away, for the library itself.
  task::Frame release()&& noexcept { return std::move(frame_); }

 private:
  friend class task::PromiseOf<T>;
  explicit Task(task::Frame frame) noexcept : frame_(std::move(frame)) {}

  task::Frame frame_;
};

template <typename T>
T EventLoop::run(Task<T> task, Place place) {
  const task::FiberPtr fiber = task::make_fiber(std::move(task), place);
  task::drive(*this, *fiber, place);
  return fiber->outcome().take();
}

}  // namespace vtime
