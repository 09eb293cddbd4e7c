/// What the compiler asks of a coroutine that returns a Task.
#pragma once

#include <concepts>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

#include "vtime/place.hpp"
#include "vtime/task/frame.hpp"
#include "vtime/task/outcome.hpp"
#include "vtime/task/wait.hpp"

namespace vtime {
template <typename T>
class Task;
}

namespace vtime::task {

template <typename T>
class TaskWait;

/// What a `co_await` may be given: what makes a wait.
template <typename A>
concept MakesWait = requires {
  typename std::remove_cvref_t<A>::WaitType;
};

/// Awaits a wait that lies elsewhere. GCC 12 would copy what a function gives by reference.
template <typename W>
class Borrowed {
 public:
  explicit Borrowed(W& wait) noexcept : wait_(wait) {}

  bool await_ready() const noexcept { return false; }
  template <typename P>
  void await_suspend(std::coroutine_handle<P> handle) {
    wait_.await_suspend(handle);
  }
  decltype(auto) await_resume() { return wait_.await_resume(); }

 private:
  W& wait_;
};

template <typename T>
class PromiseOf : public PromiseBase {
 public:
  using PromiseBase::PromiseBase;

  Task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept { outcome_.set_error(std::current_exception()); }
  Outcome<T>& outcome() noexcept { return outcome_; }

  template <typename U>
  TaskWait<U> await_transform(Task<U>&& task, const Place& place = Place::here());
  template <typename U>
  void await_transform(Task<U>& task) = delete;  // a task is awaited once: co_await std::move(task)
  template <std::derived_from<Wait> W>
  Borrowed<W> await_transform(W& wait) const noexcept {
    return Borrowed<W>(wait);
  }
  template <typename A>
  A&& await_transform(A&& awaitable) const noexcept {
    static_assert(MakesWait<A>,
                  "only what vtime offers can be awaited here; to wait for something else, let it set a vtime::Event");
    return static_cast<A&&>(awaitable);
  }

 protected:
  ~PromiseOf() = default;

 private:
  Outcome<T> outcome_;
};

template <typename T>
class Promise final : public PromiseOf<T> {
 public:
  explicit Promise(const char* function = __builtin_FUNCTION()) noexcept : PromiseOf<T>(function) {}
  template <typename... A>
  explicit Promise(const Unnamed& /*tag*/, const A&... /*arguments*/) noexcept : PromiseOf<T>("") {}

  template <typename U = T>
  requires std::constructible_from<T, U&&>
  void return_value(U&& value) { this->outcome().set_value(std::forward<U>(value)); }
};

template <>
class Promise<void> final : public PromiseOf<void> {
 public:
  explicit Promise(const char* function = __builtin_FUNCTION()) noexcept : PromiseOf<void>(function) {}
  template <typename... A>
  explicit Promise(const Unnamed& /*tag*/, const A&... /*arguments*/) noexcept : PromiseOf<void>("") {}

  void return_void() noexcept { outcome().set_value(); }
};

}  // namespace vtime::task
