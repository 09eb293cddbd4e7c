/// How a Context does what it does. Included by context.hpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "vtime/asio/context.hpp"
#include "vtime/asio/errors.hpp"
#include "vtime/asio/timer_core.hpp"
#include "vtime/current_loop.hpp"
#include "vtime/error.hpp"

namespace vtime::asio {

/// By this, a Context is told from execution contexts of other kinds.
class Context::Service : public net::execution_context::service {
 public:
  static inline net::execution_context::id id;

  explicit Service(net::execution_context& owner)
      : net::execution_context::service(owner), context(static_cast<Context&>(owner)) {}

  Context& context;

 private:
  void shutdown() noexcept override {}
};

/// While a handler is being called.
class Context::Calling {
 public:
  explicit Calling(Context& context) : context_(context) {
    ++context_.depth_;
    ++context_.calls_;
  }
  Calling(const Calling&) = delete;
  Calling& operator=(const Calling&) = delete;
  ~Calling() {
    context_.finish_work();
    --context_.depth_;
    while (!context_.deferred_.empty()) context_.put_in_line(context_.deferred_.front<Operation>());
    context_.captured_ = nullptr;
  }

 private:
  Context& context_;
};

/// While one of the context's own functions drives the loop.
class Context::Driving {
 public:
  explicit Driving(Context& context)
      : context_(context), before_(context.calls_), outer_(std::exchange(context.driving_, true)) {}
  Driving(const Driving&) = delete;
  Driving& operator=(const Driving&) = delete;
  ~Driving() { context_.driving_ = outer_; }

  std::size_t calls() const { return context_.calls_ - before_; }

 private:
  Context& context_;
  std::size_t before_;
  bool outer_;
};

inline EventLoop& Context::required_loop() {
  if (EventLoop* loop = current_loop()) return *loop;
  throw NoCurrentLoop({.message = "no event loop of virtual time lives on this thread",
                       .help = "make a vtime::EventLoop before the vtime::asio::Context, on the same thread"});
}

inline Context::Context(int concurrency_hint) : Context(required_loop(), concurrency_hint) {}

inline Context::Context(EventLoop& loop, int concurrency_hint)
    : loop_(loop), start_(loop.now() - loop.moment().at), one_thread_(concurrency_hint == 1) {
  net::use_service<Service>(*this);
}

inline Context::~Context() {
  destroy_operations();
  shutdown();
  destroy_operations();
  destroy();
}

inline Context* Context::find(net::execution_context& context) {
  return net::has_service<Service>(context) ? &net::use_service<Service>(context).context : nullptr;
}

// ---- driving ---------------------------------------------------------------------------------------------------

inline bool Context::begin_drive() {
  refuse_intruders();
  if (work_.load(std::memory_order_relaxed) == 0) stopped_ = true;
  return !stopped_;
}

inline std::size_t Context::run() {
  if (!begin_drive()) return 0;
  const Driving driving(*this);
  loop_.run_until_idle();
  refuse_intruders();
  if (!stopped_ && loop_.foreground_count() == 0) throw_stalled();
  return driving.calls();
}

inline std::size_t Context::run_one() {
  if (!begin_drive()) return 0;
  const Driving driving(*this);
  while (!stopped_ && driving.calls() == 0) {
    if (loop_.foreground_count() == 0) throw_stalled();
    loop_.step();
  }
  return driving.calls();
}

inline std::size_t Context::run_for(Duration within) {
  if (!begin_drive()) return 0;
  const Driving driving(*this);
  loop_.run_until([this] { return stopped_; }, std::max(within, Duration::zero()));
  refuse_intruders();
  return driving.calls();
}

inline std::size_t Context::poll() {
  if (!begin_drive()) return 0;
  const Driving driving(*this);
  loop_.run_ready();
  return driving.calls();
}

inline std::size_t Context::poll_one() {
  if (!begin_drive()) return 0;
  const Driving driving(*this);
  while (!stopped_ && driving.calls() == 0) {
    const auto next = loop_.next_deadline();
    if (!next || *next > now()) break;
    loop_.step();
  }
  return driving.calls();
}

inline void Context::stop() {
  stopped_ = held_ = true;
  if (driving_) loop_.stop();
}

inline void Context::restart() {
  stopped_ = false;
  if (!std::exchange(held_, false)) return;
  LinkedList<Operation> again;
  again.take(kept_);
  again.take(ready_);
  while (!again.empty()) give_to_loop(again.front<Operation>());
  for (const auto& [key, timer] : alarms_) set_alarm(*timer);
}

// ---- operations --------------------------------------------------------------------------------------------------

inline void Context::start(Operation& operation) {
  start_work();
  waiting_.push_back(operation);
}

inline void Context::finish(Operation& operation) {
  if (one_thread_ && depth_ > 0) {
    deferred_.push_back(operation);
  } else {
    put_in_line(operation);
  }
}

inline void Context::post(Operation& operation, bool continues) {
  if (!on_own_thread()) return accept_intruder(operation);
  start_work();
  if (continues && depth_ > 0) {
    deferred_.push_back(operation);
  } else {
    finish(operation);
  }
}

inline void Context::finish_work() noexcept {
  if (work_.fetch_sub(1, std::memory_order_relaxed) != 1 || !on_own_thread()) return;
  // As an io_context does. But where others drive the loop, work may come and go.
  if (driving_ || depth_ == 0) stopped_ = true;
  if (driving_) loop_.stop();
}

inline void Context::put_in_line(Operation& operation) {
  operation.number_ = next_number_++;
  give_to_loop(operation);
}

inline void Context::give_to_loop(Operation& operation) {
  ready_.push_back(operation);
  operation.turn_.cancel();
  operation.turn_ = loop_.post([this, &operation] { call(operation); }, {.label = operation.what_}, operation.place_);
}

inline void Context::call(Operation& operation) {
  if (held_) return kept_.push_back(operation);
  refuse_intruders();
  if (operation.number_ >= mark_) turn();
  const Calling calling(*this);
  operation.Link<Operation>::unlink();
  operation.complete();
  if (captured_) std::rethrow_exception(std::exchange(captured_, nullptr));
}

inline void Context::capture_exception() noexcept {
  if (!captured_) captured_ = std::current_exception();
}

inline void Context::turn() {
  if (held_) return;
  const TimePoint time = now();
  while (!alarms_.empty() && alarms_.begin()->first.first <= time) alarms_.begin()->second->expire();
  mark_ = next_number_;
}

inline void Context::set_alarm(TimerCore& timer) {
  timer.alarm_.cancel();
  timer.alarm_ = loop_.schedule_at(
      std::max(timer.expiry_, now()), [this] { turn(); }, {}, timer.place_);
}

inline void Context::destroy_operations() noexcept {
  for (const auto& [key, timer] : alarms_) {
    timer->alarm_.cancel();
    timer->key_.reset();
  }
  alarms_.clear();
  {
    const std::lock_guard lock(intruders_mutex_);
    waiting_.take(intruders_);
  }
  // What handlers own may begin others while it is destroyed.
  for (LinkedList<Operation>* list : {&waiting_, &ready_, &deferred_, &kept_}) {
    while (!list->empty()) {
      Operation& operation = list->front<Operation>();
      operation.Link<Operation>::unlink();
      operation.turn_.cancel();
      operation.destroy();
    }
  }
}

// ---- errors ------------------------------------------------------------------------------------------------------

inline void Context::accept_intruder(Operation& operation) {
  const std::lock_guard lock(intruders_mutex_);
  intruders_.push_back(operation);
  intruded_.store(true, std::memory_order_release);
}

inline void Context::refuse_intruders() {
  if (!intruded_.load(std::memory_order_acquire)) return;
  throw ForeignThread(
      {.message = "another thread gave a handler to a context of virtual time",
       .help = "a stock timer or socket on a vtime::asio::Context waits in real time on a hidden thread: use "
               "vtime::asio::steady_timer, or include <vtime/asio/steady_timer.hpp> first in every file; what runs on "
               "thread pools in production, post to the context instead",
       .at = loop_.moment().at});
}

inline std::string Context::what_waits() const {
  constexpr std::size_t most = 8;
  std::string list;
  std::size_t count = 0;
  waiting_.find<Operation>([&](const Operation& operation) {
    if (++count > most) return false;
    const std::string_view what = operation.what().text();
    if (count > 1) list += ", ";
    list += what.empty() ? "a timer that never expires" : what;
    if (operation.place().line != 0) list += " (" + to_text(operation.place()) + ")";
    return false;
  });
  if (count > most) list += " and " + std::to_string(count - most) + " more";
  return count == 0 ? "a work guard, or something of real time" : list;
}

inline void Context::throw_stalled() const {
  const Operation* first = waiting_.empty() ? nullptr : &waiting_.front<Operation>();
  throw Stalled({.message = "the context has stalled: no handler is ready and no timer will be due, but there is "
                            "outstanding work: " +
                            what_waits(),
                 .help = "complete or cancel what waits, and release work guards. A stock timer or socket on this "
                         "context waits in real time on a hidden thread: use vtime::asio::steady_timer, or include "
                         "<vtime/asio/steady_timer.hpp> first in every file",
                 .at = loop_.moment().at,
                 .place = first == nullptr ? Place{} : first->place()});
}

// ---- BasicExecutor -------------------------------------------------------------------------------------------------

template <typename Allocator, bool tracked>
BasicExecutor<Allocator, tracked>::BasicExecutor(Context* context, const Allocator& allocator, bool never_blocks,
                                                 bool continues) noexcept
    : context_(context), allocator_(allocator), never_blocks_(never_blocks), continues_(continues) {
  if constexpr (tracked) {
    if (context_ != nullptr) context_->start_work();
  }
}

template <typename Allocator, bool tracked>
BasicExecutor<Allocator, tracked>::~BasicExecutor() {
  if constexpr (tracked) {
    if (context_ != nullptr) context_->finish_work();
  }
}

template <typename Allocator, bool tracked>
bool BasicExecutor<Allocator, tracked>::running_in_this_thread() const noexcept {
  return context_->running_in_this_thread();
}

template <typename Allocator, bool tracked>
void BasicExecutor<Allocator, tracked>::on_work_started() const noexcept {
  context_->start_work();
}

template <typename Allocator, bool tracked>
void BasicExecutor<Allocator, tracked>::on_work_finished() const noexcept {
  context_->finish_work();
}

template <typename Allocator, bool tracked>
template <typename Function>
void BasicExecutor<Allocator, tracked>::execute(Function&& function) const {
  using Stored = std::decay_t<Function>;
  if (!never_blocks_ && context_->running_in_this_thread()) {
    Stored local(std::forward<Function>(function));
    try {
      local();
    } catch (...) {
      context_->capture_exception();
    }
    return;
  }
  using Posted = FunctionOperation<Stored, Allocator>;
  context_->post(*make_operation<Posted>(allocator_, std::forward<Function>(function), allocator_), continues_);
}

}  // namespace vtime::asio
