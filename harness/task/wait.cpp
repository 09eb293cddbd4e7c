#include "vtime/task/wait.hpp"

#include "vtime/cancelled.hpp"
#include "vtime/task/fiber.hpp"

namespace vtime::task {

void Wait::begin(PromiseBase& promise) { promise.fiber().begin(*this, promise); }

void Wait::fulfilled() { fiber_->go_on(); }

void Wait::fulfilled_now() { fiber_->go_on_now(); }

void Wait::check() {
  if (error_ != nullptr) std::rethrow_exception(error_);
  if (cancelled_) throw Cancelled(fiber_->scheduler().moment().at, place_);
}

}  // namespace vtime::task
