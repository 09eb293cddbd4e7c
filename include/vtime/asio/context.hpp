/// Where Asio code runs in virtual time: in place of an io_context.
///
///     vtime::EventLoop loop;
///     vtime::asio::Context context(loop);
///     vtime::asio::steady_timer timer(context, 5s);
///     timer.async_wait([](auto error) { std::puts("five virtual seconds later"); });
///     context.run();  // returns at once
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/executor.hpp"
#include "vtime/asio/link.hpp"
#include "vtime/asio/operation.hpp"
#include "vtime/asio/timer_core.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::asio {

/// Its handlers and timers are callbacks of an EventLoop, among any others there, so that either of the two may be
/// driven: with the functions of an io_context, which are here, or with those of the loop.
///
/// Handlers run in the order of an io_context, and a handler sees its timer's deadline as now. Timers of one deadline
/// expire in the order in which they were first waited for, all of them before a handler of one is called.
///
/// The loop must outlive the context. A context belongs to the thread of its loop.
class Context : public net::execution_context {
 public:
  using executor_type = Executor;

  /// On the loop that is current on this thread; throws NoCurrentLoop where there is none. The hint is that of an
  /// io_context: with 1, what a handler posts is put in line when it has returned, together with what it deferred.
  explicit Context(int concurrency_hint = default_hint);
  explicit Context(EventLoop& loop, int concurrency_hint = default_hint);
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  /// Destroys all handlers that have not been called, with all that they own.
  ~Context();

  executor_type get_executor() noexcept { return {this, {}, false, false}; }
  EventLoop& loop() const noexcept { return loop_; }

  // ---- driving, as an io_context is driven -------------------------------------------------------------------------
  // None of these may be called from within a callback of the loop (ReentrantDrive). They give the number of handlers
  // called. Other callbacks of the loop run as well.

  /// Until no work is outstanding. Throws Stalled where an io_context would wait for ever.
  std::size_t run();
  /// Until one handler has been called. Throws Stalled.
  std::size_t run_one();
  /// As run(), for `within` at most, its end included. With work outstanding the clock ends there.
  std::size_t run_for(Duration within);
  std::size_t run_until(TimePoint time) { return run_for(time - now()); }
  /// What is ready, and what that makes ready, without moving the clock.
  std::size_t poll();
  std::size_t poll_one();

  /// No handler is called until restart(), whoever drives the loop.
  void stop();
  /// Whether stop() was called, or work ran out.
  bool stopped() const noexcept { return stopped_; }
  void restart();

  // ---- for I/O objects --------------------------------------------------------------------------------------------

  /// Counts an operation as work that has begun, until it has been completed or destroyed.
  void start(Operation& operation);
  /// A started operation has come to its end: puts its handler in line.
  void finish(Operation& operation);
  /// An operation without a wait: both at once. `continues`: not before the running handler has returned.
  void post(Operation& operation, bool continues);

  void start_work() noexcept { work_.fetch_add(1, std::memory_order_relaxed); }
  void finish_work() noexcept;

  /// The time; apart from EventLoop::now(), which is the program's look at the clock.
  TimePoint now() const { return start_ + loop_.moment().at; }
  /// Whether the caller is a handler of this context.
  bool running_in_this_thread() const noexcept { return on_own_thread() && depth_ > 0; }
  /// Keeps the exception that is being handled, to be thrown when the running handler has returned.
  void capture_exception() noexcept;

  /// The context behind an execution context, if that is one of ours; null if not.
  static Context* find(net::execution_context& context);

 private:
  friend class TimerCore;
  class Service;
  class Calling;
  class Driving;
  static constexpr int default_hint = -1;
  static constexpr std::uint64_t nowhere = UINT64_MAX;

  bool on_own_thread() const noexcept { return std::this_thread::get_id() == thread_; }
  static EventLoop& required_loop();
  bool begin_drive();
  void put_in_line(Operation& operation);
  void give_to_loop(Operation& operation);
  void call(Operation& operation);
  void turn();
  void set_alarm(TimerCore& timer);
  void accept_intruder(Operation& operation);
  void refuse_intruders();
  void destroy_operations() noexcept;
  [[noreturn]] void throw_stalled() const;
  std::string what_waits() const;

  EventLoop& loop_;
  TimePoint start_;  ///< what the clock showed when the loop began
  std::thread::id thread_ = std::this_thread::get_id();
  bool one_thread_;
  bool stopped_ = false;
  bool held_ = false;  ///< stop() was called: handlers wait for restart()
  bool driving_ = false;
  std::size_t depth_ = 0;
  std::size_t calls_ = 0;
  std::exception_ptr captured_;

  LinkedList<Operation> waiting_;   ///< started, not finished
  LinkedList<Operation> ready_;     ///< each has its callback on the loop
  LinkedList<Operation> deferred_;  ///< to be put in line when the running handler has returned
  LinkedList<Operation> kept_;      ///< ready, but held back by stop()
  std::uint64_t next_number_ = 1;

  // An io_context looks for expired timers in turn with its handlers: a mark goes round in the queue of handlers, and
  // when it comes to the front, timers that have expired are put in line, and the mark behind them.
  std::uint64_t mark_ = nowhere;  ///< stands before the handler of this number
  std::map<AlarmKey, TimerCore*> alarms_;
  std::uint64_t next_alarm_ = 0;

  std::atomic<std::int64_t> work_ = 0;  ///< executors that are copied elsewhere count, too
  std::atomic<bool> intruded_ = false;
  std::mutex intruders_mutex_;
  LinkedList<Operation> intruders_;  ///< given by other threads, never called
};

}  // namespace vtime::asio

#include "vtime/asio/context_impl.hpp"     // IWYU pragma: export
#include "vtime/asio/timer_core_impl.hpp"  // IWYU pragma: export
