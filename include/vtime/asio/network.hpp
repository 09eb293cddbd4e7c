/// A network of names, through which streams connect to acceptors.
///
///     vtime::asio::Network network(context, LinkOptions().latency(20ms));
///     vtime::asio::Acceptor acceptor(context, network, "api:80");
///     acceptor.async_accept([](auto error, vtime::asio::Stream stream) { ... });
///     client.async_connect(network.endpoint("api:80"), [](auto error) { ... });  // 40 ms later
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "vtime/asio/context.hpp"
#include "vtime/asio/endpoint.hpp"
#include "vtime/asio/link_options.hpp"
#include "vtime/asio/network_core.hpp"

namespace vtime::asio {

/// Who may meet whom, and over which links. What is changed counts for connections that are begun later.
class Network {
 public:
  /// The links are those to any server and back where no others are set.
  Network(Context& context, const LinkOptions& there, const LinkOptions& back)
      : core_(std::make_shared<NetworkCore>(context.loop(), Route{there, back})) {}
  explicit Network(Context& context, const LinkOptions& both = {}) : Network(context, both, both) {}

  Endpoint endpoint(std::string name) const { return {core_, std::move(name)}; }
  /// The links to the server of this name and back.
  void set_links(const std::string& name, const LinkOptions& there, const LinkOptions& back) {
    core_->set_route(name, Route{there, back});
  }
  /// While it is silent, requests to connect are never answered, as when a firewall drops them.
  void set_silent(const std::string& name, bool silent = true) { core_->set_silent(name, silent); }

 private:
  template <typename>
  friend class BasicAcceptor;

  std::shared_ptr<NetworkCore> core_;
};

}  // namespace vtime::asio
