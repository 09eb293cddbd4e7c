/// A function of the program in the hands of C++.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "scenario/host/host_run.hpp"
#include "scenario/runtime/function_object.hpp"

namespace vtime::scenario {

/// Holds the function as long as the run lives, and tells the run when it is dropped.
class HostCallback {
 public:
  HostCallback(HostRun& run, Ref<FunctionObject> function)
      : run_(&run), function_(std::move(function)), entry_(run.add(*this)) {}
  HostCallback(const HostCallback&) = delete;
  HostCallback& operator=(const HostCallback&) = delete;
  ~HostCallback() {
    if (run_ != nullptr) run_->remove(entry_);
  }

  vtime::Value call(const std::vector<vtime::Value>& arguments) const {
    if (run_ == nullptr) return {};
    const Ref<FunctionObject> function = function_;  // the call may drop this callback
    return run_->call_back(function, arguments);
  }
  /// The function, if it is one of `run`; else null.
  Ref<FunctionObject> function_of(const HostRun& run) const { return run_ == &run ? function_ : Ref<FunctionObject>(); }
  /// The run is over.
  void end() noexcept {
    run_ = nullptr;
    function_ = {};
  }

 private:
  HostRun* run_;
  Ref<FunctionObject> function_;
  HostRun::Callbacks::iterator entry_;
};

/// What lies in a vtime::Value::Function that came out of a run.
struct SharedHostCallback {
  std::shared_ptr<HostCallback> callback;
  vtime::Value operator()(const std::vector<vtime::Value>& arguments) const {
    const std::shared_ptr<HostCallback> kept = callback;  // the call may drop this function
    return kept->call(arguments);
  }
};

}  // namespace vtime::scenario
