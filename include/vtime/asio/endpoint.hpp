/// A name in a virtual network: what a stream connects to.
///
///     co_await stream.async_connect(network.endpoint("api:80"), use_awaitable);
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "vtime/asio/network_core.hpp"

namespace vtime::asio {

/// Outlives the network, which is then one without changes.
class Endpoint {
 public:
  Endpoint(std::shared_ptr<NetworkCore> network, std::string name)
      : network_(std::move(network)), name_(std::move(name)) {}

  const std::string& name() const noexcept { return name_; }

 private:
  template <typename>
  friend class BasicStream;

  std::shared_ptr<NetworkCore> network_;
  std::string name_;
};

}  // namespace vtime::asio
