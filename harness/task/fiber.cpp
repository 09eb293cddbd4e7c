#include "vtime/task/fiber.hpp"

#include <utility>

#include "task/cancellation.hpp"
#include "task/room.hpp"
#include "vtime/cancelled.hpp"
#include "vtime/task/wait.hpp"

namespace vtime::task {
namespace {

/// Functions within functions have no name that says anything.
bool says_nothing(std::string_view function) { return function.empty() || function == "operator()"; }

}  // namespace

void PromiseBase::ended() noexcept { fiber_->returned_ = true; }

Fiber::Fiber(Frame frame) noexcept
    : root_(std::move(frame)), innermost_(&root_.promise()), function_(innermost_->function()) {
  innermost_->fiber_ = this;
}

// ---- names -----------------------------------------------------------------------------------------------------

std::string_view Fiber::label() const noexcept {
  if (!site_.label.empty() || says_nothing(function_)) return site_.label;
  return function_;
}

std::string Fiber::name() const { return name_of({site_.place, label()}); }

TimerOptions Fiber::timer_options() const noexcept {
  return {.label = Label::lasting(label()), .background = background_};
}

// ---- running ---------------------------------------------------------------------------------------------------

void Fiber::start(Scheduler& scheduler, const Site& site, bool background, Group* group) {
  const FiberPtr<Fiber> keep(this);
  Room& room = Room::of(scheduler);
  scheduler_ = &scheduler;
  site_ = site;
  background_ = background;
  group_ = group;
  asked_ = group != nullptr;
  if (!room.is_open()) return end_cancelled();
  put_in_line(site_.place);
  room.add(*this);
}

void Fiber::put_in_line(const Place& place) {
  state_ = State::ready;
  turn_ = scheduler_->post([this] { run(); }, timer_options(), place);
}

void Fiber::begin(Wait& wait, PromiseBase& promise) {
  promise.wait_ = &wait;
  wait.fiber_ = this;
  if (*wait.place_.file == '\0') wait.place_ = caller_place();
  wait.since_ = scheduler_->moment().at;
  wait.error_ = nullptr;
  wait.cancelled_ = std::exchange(cancel_requested_, false);
  wait_ = &wait;
  state_ = State::waiting;
  if (wait.cancelled_) {
    told_ = true;
    go_on();
    return;
  }
  try {
    wait.enter();
  } catch (...) {
    wait.error_ = std::current_exception();
    go_on();
  }
}

const Place& Fiber::caller_place() const noexcept {
  const PromiseBase* const caller = innermost_->caller_;
  return caller == nullptr ? site_.place : caller->wait_->place();
}

void Fiber::call(PromiseBase& callee) noexcept {
  callee.fiber_ = this;
  callee.caller_ = innermost_;
  innermost_ = &callee;
  next_ = callee.handle_;
  wait_ = nullptr;
  state_ = State::running;
}

void Fiber::go_on() { put_in_line(std::exchange(wait_, nullptr)->place()); }

void Fiber::go_on_now() {
  wait_ = nullptr;
  run();
}

void Fiber::run() {
  const FiberPtr<Fiber> keep(this);
  if (!began_ && cancel_requested_) return end_cancelled();
  began_ = true;
  state_ = State::running;
  next_ = innermost_->handle_;
  go();
  if (state_ == State::ended && is_unclaimed() && detached_) {
    claim();
    std::rethrow_exception(error());
  }
}

/// Until the innermost coroutine waits or the last one has ended. Coroutines are resumed from here only, so that they
/// don't pile up on the stack.
void Fiber::go() noexcept {
  while (next_) {
    std::exchange(next_, nullptr).resume();
    if (!std::exchange(returned_, false)) continue;
    if (innermost_->caller_ == nullptr) {
      collect(root_.promise());
      end();
      return;
    }
    innermost_ = innermost_->caller_;
    put_in_line(innermost_->wait_->place());
  }
}

// ---- the end ---------------------------------------------------------------------------------------------------

bool Fiber::is_unclaimed() const noexcept {
  const std::exception_ptr failure = error();
  return !asked_ && failure != nullptr && !is_cancellation(failure);
}

void Fiber::end() noexcept {
  state_ = State::ended;
  innermost_ = nullptr;
  root_.destroy();
  asked_ = asked_ || !joiners_.empty();
  if (room_ != nullptr && !is_unclaimed()) room_->remove(*this);
  if (Group* group = std::exchange(group_, nullptr)) group->ended(*this);
  joiners_.wake_all();
}

void Fiber::end_cancelled() noexcept {
  told_ = true;
  collect_error(std::make_exception_ptr(Cancelled(scheduler_->moment().at, site_.place)));
  end();
}

bool Fiber::cancel() {
  if (state_ == State::ended) return false;
  if (state_ != State::waiting) {
    cancel_requested_ = true;
    return true;
  }
  told_ = true;
  wait_->cancelled_ = true;
  if (wait_->leave()) go_on();
  return true;
}

void Fiber::kill() noexcept {
  if (state_ == State::ended || state_ == State::made) return;
  const FiberPtr<Fiber> keep(this);
  state_ = State::ended;  // what is destroyed may ask
  turn_.cancel();
  wait_ = nullptr;
  asked_ = true;
  for (PromiseBase* promise = innermost_; promise != nullptr;) {
    PromiseBase* const caller = promise->caller_;
    promise->owner_->destroy();
    promise = caller;
  }
  end_cancelled();
}

void Fiber::detach() noexcept {
  detached_ = true;
  if (room_ == nullptr || state_ != State::ended) return;
  scheduler_->post([failure = error()] { std::rethrow_exception(failure); }, timer_options(), site_.place);
  claim();
}

void Fiber::claim() noexcept {
  const FiberPtr<Fiber> keep(this);
  asked_ = true;
  if (room_ != nullptr) room_->remove(*this);
}

}  // namespace vtime::task
