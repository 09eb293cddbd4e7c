/// A server's side of a virtual network: what tcp::acceptor is to code that is written with Asio.
///
///     vtime::asio::Acceptor acceptor(context, network, "api:80");
///     for (;;) serve(co_await acceptor.async_accept(use_awaitable));
#pragma once

#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "vtime/asio/config.hpp"
#include "vtime/asio/handler_operation.hpp"
#include "vtime/asio/listener_core.hpp"
#include "vtime/asio/network.hpp"
#include "vtime/asio/stream.hpp"
#include "vtime/asio/stream_operation.hpp"
#include "vtime/place.hpp"

namespace vtime::asio {

/// Connections are made as soon as a request arrives, and wait here until they are accepted.
template <typename Executor = net::any_io_executor>
class BasicAcceptor {
 public:
  using executor_type = Executor;

  /// Listens from now on. Throws InvalidArgument if another acceptor has the name.
  BasicAcceptor(Context& context, const Network& network, const std::string& name)
      : executor_(context.get_executor()), core_(std::make_shared<ListenerCore>(context)) {
    network.core_->listen(name, core_);
  }
  BasicAcceptor(BasicAcceptor&& other) noexcept = default;
  BasicAcceptor& operator=(BasicAcceptor&&) = delete;
  /// Closes it.
  ~BasicAcceptor() {
    if (core_ == nullptr) return;
    try {
      core_->close();
    } catch (...) {  // NOLINT: a chooser may refuse to draw a latency, and there is nobody to tell
    }
  }

  executor_type get_executor() noexcept { return executor_; }
  bool is_open() const noexcept { return core_->is_open(); }

  /// The handler gets an error code and a stream.
  template <typename Token = typename net::default_completion_token<executor_type>::type>
  auto async_accept(Token&& token = {}, Place place = Place::here()) {
    return net::async_initiate<Token, void(error_code, BasicStream<Executor>)>(Initiation{this}, token, place);
  }
  /// Ends all accepts with operation_aborted.
  void cancel() { core_->cancel(); }
  /// The name is free again; connections that nobody has accepted are closed.
  void close() { core_->close(); }

 private:
  class Accept : public AcceptOperation {
   public:
    Accept(const Executor& executor, Place place) : AcceptOperation(place), executor_(executor) {}

   protected:
    ~Accept() = default;
    std::tuple<error_code, BasicStream<Executor>> results() {
      auto stream = accepted() == nullptr ? BasicStream<Executor>(executor_) : BasicStream(executor_, accepted());
      return {error(), std::move(stream)};
    }

   private:
    Executor executor_;
  };

  struct Initiation {
    using executor_type = Executor;
    executor_type get_executor() const noexcept { return acceptor->executor_; }

    template <typename Handler>
    void operator()(Handler&& handler, Place place) const {
      const auto& core = acceptor->core_;
      const Executor executor = acceptor->executor_;
      core->accept(make_handler_operation<Accept>(core, executor, std::forward<Handler>(handler), executor, place));
    }

    BasicAcceptor* acceptor;
  };

  Executor executor_;
  std::shared_ptr<ListenerCore> core_;
};

using Acceptor = BasicAcceptor<>;

}  // namespace vtime::asio
