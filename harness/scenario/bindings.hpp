/// Functions of a scenario that the host program binds.
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

/// One call of a host function: its arguments and its result, which is null unless it is set.
class HostCall {
 public:
  HostCall(std::span<const Value> arguments, Heap& heap) : arguments_(arguments), heap_(heap) {}

  std::size_t size() const { return arguments_.size(); }
  /// Null where there are fewer.
  Value argument(std::size_t index) const { return index < arguments_.size() ? arguments_[index] : Value::null(); }
  /// Where values that refer to objects are made.
  Heap& heap() const { return heap_; }
  void result(Value value) { result_ = std::move(value); }
  const Value& result() const { return result_; }

 private:
  std::span<const Value> arguments_;
  Heap& heap_;
  Value result_ = Value::null();
};

/// What stands behind the names that a scenario calls `host`. Shared by all runs that use it.
class Bindings {
 public:
  /// A std::exception from `body` becomes an error thrown at the `call`.
  using HostFunction = std::function<void(HostCall&)>;

  void function(std::string name, HostFunction body) { functions_[std::move(name)] = std::move(body); }
  /// Null when nothing is bound to `name`.
  const HostFunction* find(std::string_view name) const {
    const auto found = functions_.find(name);
    return found == functions_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::string, HostFunction, std::less<>> functions_;
};

}  // namespace vtime::scenario
