/// A wait on a timer with its handler.
#pragma once

#include <cstdint>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/operation.hpp"
#include "vtime/asio/timer_core.hpp"

namespace vtime::asio {

/// The handler with what it is to be called with; has its allocator.
template <typename Handler, typename... Arguments>
struct BoundHandler {
  using allocator_type = typename net::associated_allocator<Handler>::type;
  allocator_type get_allocator() const noexcept { return net::get_associated_allocator(handler); }
  void operator()() {
    std::apply([this](auto&... values) { std::move(handler)(std::move(values)...); }, arguments);
  }

  Handler handler;
  std::tuple<Arguments...> arguments;
};

/// Calls the handler through its executor, at once where that allows it, as Asio's own operations do.
template <typename Handler, typename Executor, typename... Arguments>
void call_through(const Executor& executor, Handler&& handler, Arguments... arguments) {
  net::dispatch(executor, BoundHandler<std::decay_t<Handler>, Arguments...>{std::forward<Handler>(handler),
                                                                            {std::move(arguments)...}});
}

/// What ends a wait when its cancellation slot is asked to. The timer may be gone by then.
class SlotCanceller {
 public:
  SlotCanceller(const std::shared_ptr<TimerCore>& timer, std::uint64_t number) : timer_(timer), number_(number) {}

  template <typename Type>
  void operator()(Type type) const {
    const auto ours = Type::terminal | Type::partial | Type::total;
    if ((type & ours) == Type::none) return;
    if (const auto timer = timer_.lock()) timer->cancel_wait(number_);
  }

 private:
  std::weak_ptr<TimerCore> timer_;
  std::uint64_t number_;
};

template <typename Handler, typename Executor>
class HandlerWait final : public TimerWait {
  using HandlerExecutor = typename net::associated_executor<Handler, Executor>::type;

 public:
  template <typename H>
  HandlerWait(H&& handler, const Executor& executor, Place place)
      : TimerWait(place), handler_(std::forward<H>(handler)), work_(net::get_associated_executor(handler_, executor)) {}

  void complete() override {
    Handler handler(std::move(handler_));
    const net::executor_work_guard<HandlerExecutor> work(std::move(work_));
    const error_code error = this->error();
    dispose(this, net::get_associated_allocator(handler));
    call_through(work.get_executor(), std::move(handler), error);
  }
  void destroy() noexcept override {
    // The handler goes last: it may own the timer, whose end must not find this wait any more.
    const Handler handler(std::move(handler_));
    dispose(this, net::get_associated_allocator(handler));
  }

 private:
  Handler handler_;
  net::executor_work_guard<HandlerExecutor> work_;
};

/// Begins a wait. A handler that was given as an lvalue is copied.
template <typename Executor, typename Handler>
void start_wait(const std::shared_ptr<TimerCore>& timer, const Executor& executor, Handler&& handler, Place place) {
  using Wait = HandlerWait<std::decay_t<Handler>, Executor>;
#if defined(VTIME_ASIO_HAS_SLOTS)
  auto slot = net::get_associated_cancellation_slot(handler);
#endif
  const auto allocator = net::get_associated_allocator(handler);
  Wait* wait = make_operation<Wait>(allocator, std::forward<Handler>(handler), executor, place);
#if defined(VTIME_ASIO_HAS_SLOTS)
  if (slot.is_connected()) slot.template emplace<SlotCanceller>(timer, timer->next_wait());
#endif
  timer->wait(*wait);
}

}  // namespace vtime::asio
