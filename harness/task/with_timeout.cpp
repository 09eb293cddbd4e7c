#include "vtime/with_timeout.hpp"

#include <fmt/format.h>

namespace vtime::task {

void TimeLimit::enter() {
  // Another turn of the loop: what is due at the same time, but was armed later, is in time.
  const auto at_limit = [this] {
    timer_ = fiber().scheduler().post([this] { expire(); }, fiber().timer_options(), place());
  };
  timer_ = fiber().scheduler().schedule_after(limit_, at_limit, fiber().timer_options(), place());
  Branches::enter();
}

void TimeLimit::ended(Fiber& branch) {
  timer_.cancel();
  Branches::ended(branch);
}

void TimeLimit::expire() {
  expired_ = true;
  cancel_branches();
}

void TimeLimit::await_resume() {
  const bool is_late = expired_ && branches().front()->was_told();
  if (!is_late || is_cancelled() || first_error() != nullptr) return Branches::await_resume();
  throw TimedOut({.message = fmt::format("'{}' did not finish within {}", branches().front()->name(), to_text(limit_)),
                  .help = "give it more time, or find what it waits for",
                  .at = fiber().scheduler().moment().at,
                  .place = place()},
                 limit_);
}

}  // namespace vtime::task
