/// Asio's timers, on virtual time.
///
///     vtime::asio::steady_timer timer(context);
///     timer.expires_after(100ms);
///     timer.async_wait([](auto error) { ... });
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/errors.hpp"
#include "vtime/asio/handler_operation.hpp"
#include "vtime/asio/timer_core.hpp"
#include "vtime/place.hpp"

namespace vtime::asio {

/// What all timers of virtual time share: the public face of Asio's basic_waitable_timer. `Clock` counts nanoseconds.
///
/// A wait is reported with the place of its async_wait.
template <typename Clock, typename Traits, typename Executor>
class VirtualTimer {
 public:
  using executor_type = Executor;
  using clock_type = Clock;
  using duration = typename Clock::duration;
  using time_point = typename Clock::time_point;
  using traits_type = Traits;

  explicit VirtualTimer(const executor_type& executor)
      : executor_(executor), core_(std::make_shared<TimerCore>(context_of(executor))) {}
  VirtualTimer(const executor_type& executor, const time_point& expiry) : VirtualTimer(executor) { expires_at(expiry); }
  VirtualTimer(const executor_type& executor, const duration& delay) : VirtualTimer(executor) { expires_after(delay); }

  /// Takes the waits along; the other one is left as if it had just been made.
  VirtualTimer(VirtualTimer&& other)  // NOLINT: Asio's timers may throw here as well
      : executor_(other.executor_),
        core_(std::exchange(other.core_, std::make_shared<TimerCore>(other.core_->context()))) {}
  template <typename Other>
  requires std::is_convertible_v<Other, Executor>
  explicit VirtualTimer(VirtualTimer<Clock, Traits, Other>&& other)
      : executor_(other.executor_),
        core_(std::exchange(other.core_, std::make_shared<TimerCore>(other.core_->context()))) {}
  VirtualTimer& operator=(VirtualTimer&& other) {  // NOLINT: as above
    if (this == &other) return *this;
    core_->cancel();
    executor_ = other.executor_;
    core_ = std::exchange(other.core_, std::make_shared<TimerCore>(other.core_->context()));
    return *this;
  }
  ~VirtualTimer() { core_->cancel(); }

  executor_type get_executor() noexcept { return executor_; }

  std::size_t cancel() { return core_->cancel(); }
  std::size_t cancel(error_code& error) { return error = {}, cancel(); }
  std::size_t cancel_one() { return core_->cancel(1); }
  std::size_t cancel_one(error_code& error) { return error = {}, cancel_one(); }

  time_point expiry() const { return time_point(core_->expiry().time_since_epoch()); }
  /// A time that has passed is as good as now; the greatest one stands for never.
  std::size_t expires_at(const time_point& time) { return core_->set_expiry(TimePoint(time.time_since_epoch())); }
  /// A delay beyond the end of time is cut there.
  std::size_t expires_after(const duration& delay) {
    const TimePoint now = core_->context().now();
    const bool beyond = delay > duration::zero() && delay > TimePoint::max() - now;
    return core_->set_expiry(beyond ? TimePoint::max() : now + delay);
  }

  // Deprecated by Asio, but there.
  time_point expires_at() const { return expiry(); }
  std::size_t expires_at(const time_point& time, error_code& error) { return error = {}, expires_at(time); }
  duration expires_from_now() const { return core_->expiry() - core_->context().now(); }
  std::size_t expires_from_now(const duration& delay) { return expires_after(delay); }
  std::size_t expires_from_now(const duration& delay, error_code& error) { return error = {}, expires_after(delay); }

  /// Blocks the program until the expiry: nothing else runs meanwhile, and what is due by then is late. Throws Stalled
  /// if that is never.
  void wait(Place place = Place::here()) { core_->block(place); }
  void wait(error_code& error, Place place = Place::here()) {
    error = {};
    core_->block(place);
  }

  template <typename Token = typename net::default_completion_token<executor_type>::type>
  auto async_wait(Token&& token = {}, Place place = Place::here()) {
    return net::async_initiate<Token, void(error_code)>(Initiation{this}, token, place);
  }
  /// What async_wait does with a handler, whatever token it was made from.
  template <typename Handler>
  void start_wait(Handler&& handler, Place place) {
    core_->wait(make_handler_operation<TimerWait>(core_, executor_, std::forward<Handler>(handler), place));
  }

 private:
  template <typename, typename, typename>
  friend class VirtualTimer;

  struct Initiation {
    using executor_type = Executor;
    executor_type get_executor() const noexcept { return timer->executor_; }

    template <typename Handler>
    void operator()(Handler&& handler, Place place) const {
      timer->start_wait(std::forward<Handler>(handler), place);
    }

    VirtualTimer* timer;
  };

  static Context& context_of(const executor_type& executor) {
    if (Context* context = Context::find(net::query(executor, net::execution::context))) return *context;
    throw ForeignContext({.message = "a timer of virtual time was made on an execution context of real time",
                          .help = "make it on a vtime::asio::Context, or take Asio's own timer"});
  }

  executor_type executor_;
  std::shared_ptr<TimerCore> core_;
};

}  // namespace vtime::asio

/// Asio's timer template for vtime::Clock. Works with any executor of a vtime::asio::Context, strands and
/// any_io_executor among them.
template <typename Traits, typename Executor>
class VTIME_ASIO_NAMESPACE::basic_waitable_timer<vtime::Clock, Traits, Executor>
    : public vtime::asio::VirtualTimer<vtime::Clock, Traits, Executor> {
  using Base = vtime::asio::VirtualTimer<vtime::Clock, Traits, Executor>;

 public:
  template <typename Other>
  struct rebind_executor {  // NOLINT(readability-identifier-naming): Asio's name
    using other = basic_waitable_timer<vtime::Clock, Traits, Other>;
  };

  using Base::Base;
  template <typename ExecutionContext>
  requires std::is_convertible_v<ExecutionContext&, execution_context&>
  explicit basic_waitable_timer(ExecutionContext& context) : Base(context.get_executor()) {}
  template <typename ExecutionContext, typename Expiry>
  requires std::is_convertible_v<ExecutionContext&, execution_context&> basic_waitable_timer(ExecutionContext& context,
                                                                                             const Expiry& expiry)
      : Base(context.get_executor(), expiry) {}
  template <typename Other>
  requires std::is_convertible_v<Other, Executor> basic_waitable_timer(
      basic_waitable_timer<vtime::Clock, Traits, Other>&& other)
      : Base(std::move(other)) {}  // NOLINT: converts, as Asio's do
};

namespace vtime::asio {

/// In place of Asio's steady_timer.
using steady_timer = net::basic_waitable_timer<vtime::Clock>;

}  // namespace vtime::asio
