#include "vtime/task/drive.hpp"

#include <fmt/format.h>

#include <utility>

#include "loop/engine.hpp"
#include "vtime/deadlock_error.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/task/fiber.hpp"

namespace vtime::task {
namespace {

/// Nothing is left of a fiber that is driven no further.
class Driven final : public Group {
 public:
  Driven(EventLoop& loop, Fiber& fiber, const Place& place) : fiber_(fiber) {
    fiber.start(loop, Site{place, {}}, false, this);
  }
  Driven(const Driven&) = delete;
  Driven& operator=(const Driven&) = delete;
  ~Driven() { fiber_.kill(); }

 private:
  void ended(Fiber& /*fiber*/) override {}

  Fiber& fiber_;
};

[[noreturn]] void throw_deadlock(const EventLoop& loop, const Fiber& fiber, const Place& place) {
  std::vector<WaitingCoroutine> waiting = waiting_coroutines(loop);
  std::string message = "deadlock: nothing is pending any more, but coroutines wait:\n";
  for (const WaitingCoroutine& coroutine : waiting) message += fmt::format("    {}\n", to_text(coroutine));
  message += fmt::format("  '{}' was run", fiber.name());
  throw DeadlockError({.message = std::move(message),
                       .help = "let something set, send, unlock or end what they wait for, or give the wait a "
                               "limit with with_timeout",
                       .at = loop.moment().at,
                       .place = place},
                      std::move(waiting));
}

[[noreturn]] void throw_stopped(const EventLoop& loop, const Fiber& fiber, const Place& place) {
  throw Error({.message = fmt::format("the loop was stopped before '{}' had finished", fiber.name()),
               .help = "let the task finish, or spawn it and drive the loop with other calls",
               .at = loop.moment().at,
               .place = place});
}

}  // namespace

void drive(EventLoop& loop, Fiber& fiber, const Place& place) {
  const Driven driven(loop, fiber, place);
  const auto nothing_left = [&] { return loop.pending_count() == 0 && !loop.next_deadline(); };
  const Duration rest = Duration::max() - loop.engine().start() - loop.engine().elapsed();
  const bool went_on = loop.run_until([&] { return fiber.done() || nothing_left(); }, rest);
  if (fiber.done()) return;
  if (went_on) throw_deadlock(loop, fiber, place);
  throw_stopped(loop, fiber, place);
}

}  // namespace vtime::task
