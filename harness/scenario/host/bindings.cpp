#include "vtime/bindings.hpp"

namespace vtime {

Bindings::~Bindings() {
  functions_.clear();
  while (!objects_.empty()) objects_.pop_back();
}

void Bindings::function(std::string name, HostFunction body) {
  functions_[std::move(name)] = std::make_shared<HostFunction>(std::move(body));
}

void Bindings::include(const Bindings& others) {
  for (const auto& [name, body] : others.functions_) functions_[name] = body;
}

const Bindings::HostFunction* Bindings::find(std::string_view name) const {
  const auto found = functions_.find(name);
  return found == functions_.end() || !*found->second ? nullptr : found->second.get();
}

}  // namespace vtime
