/// A spawned task with all the tasks that it awaits in turn: what can wait, be cancelled and be joined.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

#include "vtime/scheduler.hpp"
#include "vtime/site.hpp"
#include "vtime/task/frame.hpp"
#include "vtime/task/outcome.hpp"
#include "vtime/task/wait_list.hpp"
#include "vtime/timer.hpp"

namespace vtime::task {

class Room;

/// Hears of the end of the fibers that it began.
class Group {
 public:
  virtual void ended(Fiber& fiber) = 0;

 protected:
  ~Group() = default;
};

/// A fiber runs in callbacks of its scheduler only. At any time it runs, waits for one thing, or is in line to go on;
/// of its coroutines, which await one another, only the innermost does so. It is shared by its room, as long as it has
/// not ended, and by its handles.
class Fiber {
 public:
  explicit Fiber(Frame frame) noexcept;
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  /// Puts it in line to begin.
  void start(Scheduler& scheduler, const Site& site, bool background, Group* group = nullptr);
  /// Makes its present await, or the next one, throw Cancelled. False if it has ended.
  bool cancel();
  /// Destroys what is left of it, the innermost frame first. For those who wait for it it ends as if cancelled.
  void kill() noexcept;
  /// Nobody asks for its result any more: an exception, also one that it ended with already, goes to the loop.
  void detach() noexcept;
  /// Its result was asked for.
  void claim() noexcept;

  bool done() const noexcept { return state_ == State::ended; }
  /// Whether Cancelled was thrown in it, or was to be thrown before it began.
  bool was_told() const noexcept { return told_; }
  /// The label, the name of the coroutine, or the place where it was spawned.
  std::string name() const;
  const Site& site() const noexcept { return site_; }
  bool background() const noexcept { return background_; }
  Scheduler& scheduler() const noexcept { return *scheduler_; }
  /// The coroutine that waits; null unless one does.
  const PromiseBase* waiting() const noexcept { return state_ == State::waiting ? innermost_ : nullptr; }
  WaitList& joiners() noexcept { return joiners_; }
  virtual std::exception_ptr error() const noexcept = 0;

  TimerOptions timer_options() const noexcept;

  // ---- for waits -------------------------------------------------------------------------------------------------

  void begin(Wait& wait, PromiseBase& promise);
  /// Where the innermost coroutine is awaited; if nobody does so, where the fiber was spawned.
  const Place& caller_place() const noexcept;
  /// Makes `callee` the innermost coroutine, which runs as soon as that of the moment is suspended.
  void call(PromiseBase& callee) noexcept;
  void go_on();
  void go_on_now();

  // ---- sharing ---------------------------------------------------------------------------------------------------

  void add_owner() noexcept { ++owners_; }
  void drop_owner() noexcept {
    if (--owners_ == 0) delete this;
  }

 protected:
  virtual ~Fiber() = default;
  /// Takes the outcome from the frame in which the fiber began.
  virtual void collect(PromiseBase& root) noexcept = 0;
  virtual void collect_error(std::exception_ptr error) noexcept = 0;

 private:
  friend class PromiseBase;
  friend class Room;
  enum class State : std::uint8_t { made, ready, waiting, running, ended };

  std::string_view label() const noexcept;
  void put_in_line(const Place& place);
  void run();
  void go() noexcept;
  void end() noexcept;
  void end_cancelled() noexcept;
  bool is_unclaimed() const noexcept;

  Frame root_;
  PromiseBase* innermost_;
  std::coroutine_handle<> next_;  ///< what runs next in the present callback
  Wait* wait_ = nullptr;          ///< while it waits
  Scheduler* scheduler_ = nullptr;
  Room* room_ = nullptr;  ///< while it is listed there
  Group* group_ = nullptr;
  Timer turn_;  ///< while it is in line
  WaitList joiners_;
  Site site_;
  const char* function_;
  Fiber* older_ = nullptr;  ///< in the room
  Fiber* newer_ = nullptr;
  std::uint32_t owners_ = 0;
  State state_ = State::made;
  bool background_ = false;
  bool began_ = false;
  bool returned_ = false;          ///< the coroutine that ran has ended
  bool cancel_requested_ = false;  ///< to be thrown at the next await
  bool told_ = false;
  bool detached_ = false;
  bool asked_ = false;  ///< somebody has its result or gets it
};

/// Shares a fiber.
template <typename F>
class FiberPtr {
 public:
  FiberPtr() noexcept = default;
  explicit FiberPtr(F* fiber) noexcept : fiber_(fiber) {
    if (fiber_ != nullptr) fiber_->add_owner();
  }
  FiberPtr(const FiberPtr& other) noexcept : FiberPtr(other.fiber_) {}
  template <typename Derived>
  FiberPtr(const FiberPtr<Derived>& other) noexcept : FiberPtr(other.get()) {}  // NOLINT: as pointers do
  FiberPtr(FiberPtr&& other) noexcept : fiber_(std::exchange(other.fiber_, nullptr)) {}
  FiberPtr& operator=(FiberPtr other) noexcept {
    std::swap(fiber_, other.fiber_);
    return *this;
  }
  ~FiberPtr() {
    if (fiber_ != nullptr) fiber_->drop_owner();
  }

  explicit operator bool() const noexcept { return fiber_ != nullptr; }
  F* get() const noexcept { return fiber_; }
  F* operator->() const noexcept { return fiber_; }
  F& operator*() const noexcept { return *fiber_; }

 private:
  F* fiber_ = nullptr;
};

}  // namespace vtime::task
