#include "scenario/runtime/promise_object.hpp"

namespace vtime::scenario {

void PromiseObject::clear() noexcept {
  outcome = Value();
  reactions.clear();
  load = {};
}

}  // namespace vtime::scenario
