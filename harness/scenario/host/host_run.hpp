/// The border between a run and the C++ code that it calls.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/host/host_scheduler.hpp"
#include "scenario/runtime/frame.hpp"
#include "scenario/runtime/heap.hpp"
#include "scenario/runtime/value.hpp"
#include "scenario/scenario.hpp"
#include "vtime/bindings.hpp"
#include "vtime/value.hpp"

namespace vtime::scenario {

class HostCallback;
class Interpreter;

/// Keeps the bindings of one run. Nothing of the run passes the border but copies: functions of the program are held by
/// HostCallbacks, which do nothing once the run is over; exceptions become errors of the program, and its errors
/// exceptions. A Fault stops the run whatever C++ makes of it.
class HostRun {
 public:
  /// So many calls of C++ may be under way, one within the other: they lie on the native stack.
  static constexpr std::size_t deepest = 100;

  HostRun(const Scenario& scenario, Heap& heap, Engine& engine, Interpreter& interpreter, HostScheduler& scheduler)
      : scenario_(scenario), heap_(heap), engine_(engine), interpreter_(interpreter), scheduler_(scheduler) {}
  HostRun(const HostRun&) = delete;
  HostRun& operator=(const HostRun&) = delete;
  ~HostRun();

  /// Makes the bindings of this run; `make` may be null. Throws a Fault when a `host` function is not bound.
  void bind(const MakeBindings* make);

  // ---- into C++ --------------------------------------------------------------------------------------------------

  /// Calls the C++ function that stands behind `function`.
  Exit call(const Function& function, std::span<const Value> arguments);
  /// Runs a callback that C++ has scheduled.
  void run(Callback& callback);

  // ---- out of C++ ------------------------------------------------------------------------------------------------

  vtime::Value call_back(const Ref<FunctionObject>& function, const std::vector<vtime::Value>& arguments);
  void log(std::string_view text);
  Scheduler& scheduler() const { return scheduler_; }
  /// The place of the `call` that is under way, for errors.
  Place place() const;
  Duration now() const { return engine_.elapsed(); }

  // ---- values ----------------------------------------------------------------------------------------------------

  vtime::Value to_public(const Value& value);
  /// Throws a Fault for what the language does not hold.
  Value to_internal(const vtime::Value& value, std::uint32_t depth = 0);
  vtime::Value::Function callback(const Ref<FunctionObject>& function);
  using Callbacks = std::list<HostCallback*>;
  Callbacks::iterator add(HostCallback& callback) { return callbacks_.insert(callbacks_.end(), &callback); }
  void remove(Callbacks::iterator callback) { callbacks_.erase(callback); }

 private:
  /// A C++ function that went into the program as a value. It has no name.
  struct Native : Function {
    vtime::Value::Function body;
  };
  class Nesting;
  struct Importer;

  template <typename Body>
  Exit guarded(const Body& body);
  Exit error(std::string_view message);
  Exit exit_of(const CallbackError& error);
  void rethrow_fault();
  Ref<FunctionObject> native(const vtime::Value::Function& function);

  const Scenario& scenario_;
  Heap& heap_;
  Engine& engine_;
  Interpreter& interpreter_;
  HostScheduler& scheduler_;
  Bindings bindings_;
  std::deque<Native> natives_;
  Callbacks callbacks_;  ///< those that live
  std::size_t depth_ = 0;
  std::uint64_t errors_ = 0;
  Exit thrown_;               ///< the error that the last CallbackError stands for
  std::exception_ptr fault_;  ///< has stopped the run, and is on its way through C++
};

}  // namespace vtime::scenario
