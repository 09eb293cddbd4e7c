/// What a coroutine does with its own scheduler, without waiting.
#pragma once

#include <concepts>
#include <coroutine>
#include <utility>

#include "vtime/scheduler.hpp"
#include "vtime/task/fiber.hpp"
#include "vtime/task/frame.hpp"

namespace vtime::task {

template <std::invocable<Scheduler&> F>
class [[nodiscard("it does nothing until it is awaited: co_await")]] Inherited {
 public:
  using WaitType = Inherited;

  explicit Inherited(F action) : action_(std::move(action)) {}

  bool await_ready() const noexcept { return false; }
  /// Not suspended: this is how it learns whose coroutine it is.
  template <std::derived_from<PromiseBase> Promise>
  bool await_suspend(std::coroutine_handle<Promise> handle) noexcept {
    scheduler_ = &handle.promise().fiber().scheduler();
    return false;
  }
  decltype(auto) await_resume() { return action_(*scheduler_); }

 private:
  F action_;
  Scheduler* scheduler_ = nullptr;
};

}  // namespace vtime::task
