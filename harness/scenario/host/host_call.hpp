/// One call of a C++ function: what stands behind vtime::Call.
#pragma once

#include <span>
#include <string>

#include "scenario/host/host_run.hpp"
#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

class HostCall {
 public:
  HostCall(const std::string& name, std::span<const Value> arguments, HostRun& host)
      : function(name), values(arguments), run(host) {}

  const std::string& function;
  std::span<const Value> values;
  HostRun& run;
  Value result = Value::null();
};

}  // namespace vtime::scenario
