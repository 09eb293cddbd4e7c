/// Operations with their handlers, as all I/O objects of this adapter make them.
#pragma once

#include <cstdint>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/operation.hpp"

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

/// An operation of any kind with its handler, which is called with what results() of `Base` gives.
template <typename Base, typename Handler, typename Executor>
class HandlerOperation final : public Base {
  using HandlerExecutor = typename net::associated_executor<Handler, Executor>::type;

 public:
  template <typename H, typename... Arguments>
  HandlerOperation(H&& handler, const Executor& executor, Arguments&&... arguments)
      : Base(std::forward<Arguments>(arguments)...),
        handler_(std::forward<H>(handler)),
        work_(net::get_associated_executor(handler_, executor)) {}

  void complete() override {
    Handler handler(std::move(handler_));
    const net::executor_work_guard<HandlerExecutor> work(std::move(work_));
    auto results = this->results();
    dispose(this, net::get_associated_allocator(handler));
    std::apply([&](auto&... values) { call_through(work.get_executor(), std::move(handler), std::move(values)...); },
               results);
  }
  void destroy() noexcept override {
    // The handler goes last: it may own the timer or stream, whose end must not find this operation any more.
    const Handler handler(std::move(handler_));
    dispose(this, net::get_associated_allocator(handler));
  }

 private:
  Handler handler_;
  net::executor_work_guard<HandlerExecutor> work_;
};

/// What ends an operation when its cancellation slot is asked to. The timer or stream may be gone by then.
template <typename Core>
class OperationCanceller {
 public:
  OperationCanceller(const std::shared_ptr<Core>& core, std::uint64_t number) : core_(core), number_(number) {}

  template <typename Type>
  void operator()(Type type) const {
    const auto ours = Type::terminal | Type::partial | Type::total;
    if ((type & ours) == Type::none) return;
    if (const auto core = core_.lock()) core->cancel_operation(number_);
  }

 private:
  std::weak_ptr<Core> core_;
  std::uint64_t number_;
};

/// Makes the next operation of `core`, a timer's or a stream's. A handler that was given as an lvalue is copied.
template <typename Base, typename Core, typename Executor, typename Handler, typename... Arguments>
Base& make_handler_operation(const std::shared_ptr<Core>& core, const Executor& executor, Handler&& handler,
                             Arguments&&... arguments) {
  using Made = HandlerOperation<Base, std::decay_t<Handler>, Executor>;
#if defined(VTIME_ASIO_HAS_SLOTS)
  auto slot = net::get_associated_cancellation_slot(handler);
#endif
  const auto allocator = net::get_associated_allocator(handler);
  Made* made =
      make_operation<Made>(allocator, std::forward<Handler>(handler), executor, std::forward<Arguments>(arguments)...);
#if defined(VTIME_ASIO_HAS_SLOTS)
  if (slot.is_connected()) slot.template emplace<OperationCanceller<Core>>(core, core->next_operation());
#else
  static_cast<void>(core);
#endif
  return *made;
}

}  // namespace vtime::asio
