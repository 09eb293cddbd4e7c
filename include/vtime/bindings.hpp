/// The C++ functions behind the names that a scenario declares as `host`.
///
///     void bind(vtime::Bindings& bindings, vtime::Scheduler& scheduler) {
///       auto& client = bindings.make<Client>(scheduler);  // lives as long as the run
///       bindings.function("fetch", [&client](vtime::Call& call) {
///         client.fetch(call.get<std::string>(0), [done = call.callback(1)](int status) { done({status}); });
///       });
///     }
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vtime/call.hpp"
#include "vtime/scheduler.hpp"

namespace vtime {

/// Names and functions, and the objects that they use.
class Bindings {
 public:
  /// An exception out of it becomes an error thrown at the `call`.
  using HostFunction = std::function<void(Call&)>;

  Bindings() = default;
  Bindings(Bindings&&) = default;
  Bindings& operator=(Bindings&&) = default;
  /// The functions go first, then the objects, the last one made first.
  ~Bindings();

  /// A name that is bound already is bound anew.
  void function(std::string name, HostFunction body);
  /// An object that lives as long as these bindings.
  template <typename T, typename... Arguments>
  T& make(Arguments&&... arguments) {
    auto object = std::make_shared<T>(std::forward<Arguments>(arguments)...);
    T& reference = *object;
    objects_.push_back(std::move(object));
    return reference;
  }
  /// Binds what `others` binds; functions are shared, not copied. `others` may go away, its objects must not.
  void include(const Bindings& others);

  /// Null when nothing is bound to `name`.
  const HostFunction* find(std::string_view name) const;

 private:
  std::map<std::string, std::shared_ptr<HostFunction>, std::less<>> functions_;
  std::vector<std::shared_ptr<void>> objects_;
};

/// Makes the bindings of one run, so that each run begins afresh: called on the thread of the run before its script.
/// The scheduler follows the rules of the scenario's event loop and lives longer than the bindings. Runs may go on in
/// several threads at once.
using MakeBindings = std::function<void(Bindings&, Scheduler&)>;

}  // namespace vtime
