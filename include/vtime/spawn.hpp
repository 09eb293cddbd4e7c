/// Tasks that run on their own.
///
///     vtime::Spawned<int> worker = vtime::spawn(loop, work(), {.label = "worker"});
///     loop.run_until_idle();
///     EXPECT_EQ(worker.get(), 42);
#pragma once

#include <utility>

#include "vtime/label.hpp"
#include "vtime/place.hpp"
#include "vtime/scheduler.hpp"
#include "vtime/spawned.hpp"
#include "vtime/task.hpp"
#include "vtime/task/fiber_of.hpp"
#include "vtime/task/inherited.hpp"

namespace vtime {

struct SpawnOptions {
  Label label = {};         ///< what reports call it; without one the name of the coroutine
  bool background = false;  ///< what it waits for does not keep a run alive
};

/// Lets `task` begin on `scheduler`, in a callback of its own behind what is due already.
template <typename T>
Spawned<T> spawn(Scheduler& scheduler, Task<T> task, const SpawnOptions& options = {},
                 const Place& place = Place::here()) {
  const task::FiberPtr fiber = task::make_fiber(std::move(task), place);
  fiber->start(scheduler, Site{place, options.label.text()}, options.background);
  return Spawned<T>(fiber);
}
template <typename T>
Spawned<T> spawn(Scheduler& scheduler, Task<T> task, Label label, const Place& place = Place::here()) {
  return spawn(scheduler, std::move(task), SpawnOptions{.label = label}, place);
}

/// `co_await spawn(task)`: on the scheduler of the coroutine that awaits this, which goes on at once.
template <typename T>
auto spawn(Task<T> task, const SpawnOptions& options = {}, const Place& place = Place::here()) {
  return task::Inherited([task = std::move(task), options, place](Scheduler& scheduler) mutable {
    return spawn(scheduler, std::move(task), options, place);
  });
}
template <typename T>
auto spawn(Task<T> task, Label label, const Place& place = Place::here()) {
  return spawn(std::move(task), SpawnOptions{.label = label}, place);
}

/// `co_await current_scheduler()`: the scheduler on which the coroutine runs; it goes on at once.
inline auto current_scheduler() {
  return task::Inherited([](Scheduler& scheduler) -> Scheduler& { return scheduler; });
}

}  // namespace vtime
