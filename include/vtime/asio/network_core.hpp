/// What a virtual network knows: who listens, and how to get there.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "vtime/asio/link_options.hpp"
#include "vtime/asio/listener_core.hpp"
#include "vtime/asio/stream_core.hpp"
#include "vtime/error.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::asio {

/// To a server and back.
struct Route {
  LinkOptions there;
  LinkOptions back;
};

class NetworkCore {
 public:
  NetworkCore(EventLoop& loop, const Route& usual) : loop_(loop), usual_(usual) {}

  void set_route(const std::string& name, const Route& route) { routes_.insert_or_assign(name, route); }
  const Route& route(const std::string& name) const {
    const auto found = routes_.find(name);
    return found == routes_.end() ? usual_ : found->second;
  }
  void set_silent(const std::string& name, bool silent) { silent_[name] = silent; }

  void require_same_loop(const Context& context) const {
    if (&context.loop() == &loop_) return;
    throw InvalidArgument({.message = "the ends of a connection are to live on two event loops",
                           .help = "make their contexts and the network on one loop"});
  }

  void listen(const std::string& name, std::shared_ptr<ListenerCore> listener) {
    require_same_loop(listener->context());
    auto& known = listeners_[name];
    if (const auto before = known.lock(); before != nullptr && before->is_open()) {
      throw InvalidArgument({.message = "there is a listener already for " + name,
                             .help = "close that acceptor, or listen by another name"});
    }
    known = listener;
  }

  /// A request has arrived at this end.
  void knock(const std::string& name, const std::shared_ptr<StreamCore>& end) const {
    const auto silent = silent_.find(name);
    if (silent != silent_.end() && silent->second) return;
    const auto found = listeners_.find(name);
    const auto listener = found == listeners_.end() ? nullptr : found->second.lock();
    if (listener != nullptr && listener->is_open()) {
      listener->offer(end);
    } else {
      end->refuse();
    }
  }

 private:
  EventLoop& loop_;
  Route usual_;
  std::map<std::string, Route> routes_;
  std::map<std::string, bool> silent_;
  std::map<std::string, std::weak_ptr<ListenerCore>> listeners_;
};

}  // namespace vtime::asio
