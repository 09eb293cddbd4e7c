/// What `loop.run(task)` throws when the task can never finish.
///
///     vtime::Event never("the answer");
///     loop.run(wait_for(never));  // DeadlockError: who waits for what, since when and where
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "vtime/error.hpp"
#include "vtime/waiting_coroutines.hpp"

namespace vtime {

/// Nothing is pending, so that nothing can happen any more, and a coroutine that was run still waits.
class DeadlockError : public Error {
 public:
  DeadlockError(ErrorDetails details, std::vector<WaitingCoroutine> waiting)
      : Error(std::move(details)),
        waiting_(std::make_shared<const std::vector<WaitingCoroutine>>(std::move(waiting))) {}

  /// All that waited, in the order of spawning.
  const std::vector<WaitingCoroutine>& waiting() const noexcept { return *waiting_; }

 private:
  std::shared_ptr<const std::vector<WaitingCoroutine>> waiting_;
};

}  // namespace vtime
