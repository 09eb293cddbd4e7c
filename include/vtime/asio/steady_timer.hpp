/// Lets code that names Asio's own steady_timer run in virtual time, unchanged: include this first in every file of the
/// test program, best by the build.
///
///     target_compile_options(tests PRIVATE -include vtime/asio/steady_timer.hpp)
///
/// A timer of the steady clock then asks its executor's context, when it is made, whether that is a
/// vtime::asio::Context; on any other it is Asio's own. Libraries that use steady_timer must be compiled so, too: the
/// timer's class is another one. <vtime/asio/steady_clock.hpp> makes std::chrono::steady_clock::now() virtual as well.
#pragma once

#include <chrono>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>

#include "vtime/asio/config.hpp"
#include "vtime/asio/context.hpp"
#include "vtime/asio/timer.hpp"
#include "vtime/place.hpp"

namespace vtime::asio {

/// A name of its own for what Asio takes by default, so that its timer is still to be had.
struct StockWaitTraits : net::wait_traits<std::chrono::steady_clock> {};

/// A timer of virtual time or Asio's own, which is decided when it is made.
template <typename Executor>
class SwitchedTimer {
  using Clock = std::chrono::steady_clock;
  using Virtual = VirtualTimer<Clock, net::wait_traits<Clock>, Executor>;
  using Stock = net::basic_waitable_timer<Clock, StockWaitTraits, Executor>;

 public:
  using executor_type = Executor;
  using clock_type = Clock;
  using duration = Clock::duration;
  using time_point = Clock::time_point;
  using traits_type = net::wait_traits<Clock>;

  explicit SwitchedTimer(const executor_type& executor) : timer_(made(executor)) {}
  SwitchedTimer(const executor_type& executor, const time_point& expiry) : SwitchedTimer(executor) {
    expires_at(expiry);
  }
  SwitchedTimer(const executor_type& executor, const duration& delay) : SwitchedTimer(executor) {
    expires_after(delay);
  }
  template <typename Other>
  requires std::is_convertible_v<Other, Executor>
  explicit SwitchedTimer(SwitchedTimer<Other>&& other)
      : timer_(std::visit([](auto& timer) { return Either(converted(std::move(timer))); }, other.timer_)) {}

  executor_type get_executor() noexcept {
    return visit([](auto& timer) { return timer.get_executor(); });
  }
  /// Whether it goes by the clock of an EventLoop.
  bool is_virtual() const noexcept { return std::holds_alternative<Virtual>(timer_); }

  std::size_t cancel() {
    return visit([](auto& timer) { return timer.cancel(); });
  }
  std::size_t cancel(error_code& error) { return error = {}, cancel(); }
  std::size_t cancel_one() {
    return visit([](auto& timer) { return timer.cancel_one(); });
  }
  std::size_t cancel_one(error_code& error) { return error = {}, cancel_one(); }

  time_point expiry() const {
    return std::visit([](const auto& timer) { return timer.expiry(); }, timer_);
  }
  std::size_t expires_at(const time_point& time) {
    return visit([&](auto& timer) { return timer.expires_at(time); });
  }
  std::size_t expires_after(const duration& delay) {
    return visit([&](auto& timer) { return timer.expires_after(delay); });
  }

  // Deprecated by Asio, but there.
  time_point expires_at() const { return expiry(); }
  std::size_t expires_at(const time_point& time, error_code& error) { return error = {}, expires_at(time); }
  duration expires_from_now() const {
    if (const Virtual* timer = std::get_if<Virtual>(&timer_)) return timer->expires_from_now();
    return expiry() - Clock::now();
  }
  std::size_t expires_from_now(const duration& delay) { return expires_after(delay); }
  std::size_t expires_from_now(const duration& delay, error_code& error) { return error = {}, expires_after(delay); }

  void wait() {
    visit([](auto& timer) { timer.wait(); });
  }
  void wait(error_code& error) {
    visit([&](auto& timer) { timer.wait(error); });
  }

  template <typename Token = typename net::default_completion_token<executor_type>::type>
  auto async_wait(Token&& token = {}, Place place = Place::here()) {
    return net::async_initiate<Token, void(error_code)>(Initiation{this}, token, place);
  }

 private:
  template <typename>
  friend class SwitchedTimer;
  using Either = std::variant<Virtual, Stock>;

  struct Initiation {
    using executor_type = Executor;
    executor_type get_executor() const noexcept { return self->get_executor(); }

    template <typename Handler>
    void operator()(Handler&& handler, Place place) const {
      if (Virtual* timer = std::get_if<Virtual>(&self->timer_)) {
        timer->start_wait(std::forward<Handler>(handler), place);
      } else {
        std::get<Stock>(self->timer_).async_wait(std::forward<Handler>(handler));
      }
    }

    SwitchedTimer* self;
  };

  static Either made(const executor_type& executor) {
    if (Context::find(net::query(executor, net::execution::context)) != nullptr) return Virtual(executor);
    return Stock(executor);
  }
  template <typename Traits, typename Other>
  static Virtual converted(VirtualTimer<Clock, Traits, Other>&& timer) {
    return Virtual(std::move(timer));
  }
  template <typename Other>
  static Stock converted(net::basic_waitable_timer<Clock, StockWaitTraits, Other>&& timer) {
    return Stock(std::move(timer));
  }
  template <typename Visitor>
  decltype(auto) visit(Visitor visitor) {
    return std::visit(visitor, timer_);
  }

  Either timer_;
};

}  // namespace vtime::asio

/// What boost::asio::steady_timer names, wherever this header comes first.
template <typename Executor>
class VTIME_ASIO_NAMESPACE::basic_waitable_timer<std::chrono::steady_clock,
                                                 VTIME_ASIO_NAMESPACE::wait_traits<std::chrono::steady_clock>, Executor>
    : public vtime::asio::SwitchedTimer<Executor> {
  using Base = vtime::asio::SwitchedTimer<Executor>;
  using Clock = std::chrono::steady_clock;

 public:
  template <typename Other>
  struct rebind_executor {  // NOLINT(readability-identifier-naming): Asio's name
    using other = basic_waitable_timer<Clock, wait_traits<Clock>, Other>;
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
      basic_waitable_timer<Clock, wait_traits<Clock>, Other>&& other)
      : Base(std::move(other)) {}  // NOLINT: converts, as Asio's do
};
