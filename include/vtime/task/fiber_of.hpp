/// A fiber and its result.
#pragma once

#include <exception>
#include <type_traits>
#include <utility>
#include <vector>

#include "vtime/task/fiber.hpp"
#include "vtime/task/outcome.hpp"
#include "vtime/task/promise.hpp"

namespace vtime::task {

template <typename T>
class FiberOf final : public Fiber {
 public:
  using Fiber::Fiber;

  /// To be asked once it has ended.
  Outcome<T>& outcome() noexcept { return outcome_; }
  std::exception_ptr error() const noexcept override { return outcome_.error(); }

 private:
  void collect(PromiseBase& root) noexcept override {
    try {
      outcome_ = std::move(static_cast<Promise<T>&>(root).outcome());
    } catch (...) {
      outcome_.set_error(std::current_exception());
    }
  }
  void collect_error(std::exception_ptr error) noexcept override { outcome_.set_error(std::move(error)); }

  Outcome<T> outcome_;
};

[[noreturn]] void throw_no_task(const Place& place);

/// Takes the coroutine out of a task. Throws InvalidArgument if it was moved away.
template <typename T>
FiberPtr<FiberOf<T>> make_fiber(Task<T> task, const Place& place) {
  Frame frame = std::move(task).release();
  if (!frame) throw_no_task(place);
  return FiberPtr(new FiberOf<T>(std::move(frame)));
}

template <typename T>
std::vector<FiberPtr<FiberOf<T>>> make_fibers(std::vector<Task<T>> tasks, const Place& place) {
  std::vector<FiberPtr<FiberOf<T>>> fibers;
  fibers.reserve(tasks.size());
  for (Task<T>& task : tasks) fibers.push_back(make_fiber(std::move(task), place));
  return fibers;
}

/// The value of one that has ended.
template <typename T>
ValueOf<T> take_value(FiberOf<T>& fiber) {
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return fiber.outcome().take();
  }
}

}  // namespace vtime::task
