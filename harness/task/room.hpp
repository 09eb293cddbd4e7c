/// The fibers of one scheduler.
#pragma once

#include <vector>

#include "vtime/scheduler.hpp"
#include "vtime/task/fiber.hpp"
#include "vtime/waiting_coroutines.hpp"

namespace vtime::task {

/// Lists, in the order of spawning, those that have not ended, and those that failed as long as nobody has asked.
/// When the scheduler ends they are destroyed, the youngest first.
class Room final : public Scheduler::Attachment {
 public:
  /// Made on first use.
  static Room& of(Scheduler& scheduler);
  static const Room* find(const Scheduler& scheduler) noexcept;

  bool is_open() const noexcept { return open_; }
  void add(Fiber& fiber) noexcept;
  /// May destroy it.
  void remove(Fiber& fiber) noexcept;
  void end() noexcept override;
  std::vector<WaitingCoroutine> waiting() const;

 private:
  Fiber* oldest_ = nullptr;
  Fiber* newest_ = nullptr;
  bool open_ = true;
};

}  // namespace vtime::task
