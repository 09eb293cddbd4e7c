/// The frame of a coroutine and what all frames know, whatever their result.
#pragma once

#include <coroutine>
#include <utility>

namespace vtime::task {

class Fiber;
class Frame;
class Wait;

/// The first parameter of coroutines of the library itself: reports don't show their names.
struct Unnamed {};

/// The part of a promise that does not depend on the result.
class PromiseBase {
 public:
  /// By default the name of the coroutine.
  explicit PromiseBase(const char* function) noexcept : function_(function) {}
  PromiseBase(const PromiseBase&) = delete;
  PromiseBase& operator=(const PromiseBase&) = delete;

  Fiber& fiber() const noexcept { return *fiber_; }
  const char* function() const noexcept { return function_; }
  /// The coroutine that awaits this one; none for that with which its fiber began.
  PromiseBase* caller() const noexcept { return caller_; }
  /// What it waits for, or waited for last.
  const Wait* wait() const noexcept { return wait_; }
  void set_wait(const Wait& wait) noexcept { wait_ = &wait; }

  /// A coroutine ends by telling its fiber, which frees it later.
  struct Final {
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) const noexcept {
      handle.promise().ended();
    }
    void await_resume() const noexcept {}
  };
  std::suspend_always initial_suspend() const noexcept { return {}; }
  Final final_suspend() const noexcept { return {}; }

 protected:
  ~PromiseBase() = default;
  void set_handle(std::coroutine_handle<> handle) noexcept { handle_ = handle; }

 private:
  friend class Fiber;
  friend class Frame;
  void ended() noexcept;

  std::coroutine_handle<> handle_;
  Frame* owner_ = nullptr;
  Fiber* fiber_ = nullptr;
  PromiseBase* caller_ = nullptr;
  const Wait* wait_ = nullptr;
  const char* function_;
};

/// Owns a coroutine's frame.
class Frame {
 public:
  Frame() noexcept = default;
  explicit Frame(PromiseBase& promise) noexcept : promise_(&promise) { promise.owner_ = this; }
  Frame(Frame&& other) noexcept : promise_(std::exchange(other.promise_, nullptr)) { claim(); }
  Frame& operator=(Frame&& other) noexcept {
    if (this != &other) {
      destroy();
      promise_ = std::exchange(other.promise_, nullptr);
      claim();
    }
    return *this;
  }
  ~Frame() { destroy(); }

  explicit operator bool() const noexcept { return promise_ != nullptr; }
  PromiseBase& promise() const noexcept { return *promise_; }
  void destroy() noexcept {
    if (PromiseBase* promise = std::exchange(promise_, nullptr)) promise->handle_.destroy();
  }

 private:
  void claim() noexcept {
    if (promise_ != nullptr) promise_->owner_ = this;
  }

  PromiseBase* promise_ = nullptr;
};

}  // namespace vtime::task
