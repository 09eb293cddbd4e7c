#include "vtime/gtest/test.hpp"

#include <string>
#include <vector>

#include "gtest/pending_text.hpp"
#include "transcript/diff_rows.hpp"
#include "vtime/waiting_coroutines.hpp"

namespace vtime {

Test::Test(const LoopOptions& options) : loop(options) {}

namespace {

/// Those that nothing will wake: one that sleeps has a timer, which is pending itself.
std::vector<WaitingCoroutine> stuck_coroutines(const EventLoop& loop) {
  std::vector<WaitingCoroutine> waiting = waiting_coroutines(loop);
  std::erase_if(waiting, [](const WaitingCoroutine& one) { return one.background || one.due; });
  return waiting;
}

std::string what_is_left(const EventLoop& loop, const std::vector<PendingCallback>& pending,
                         const std::vector<WaitingCoroutine>& stuck) {
  std::string text = "the test has ended at " + to_text(loop.moment().at) + " with ";
  if (!pending.empty()) text += counted(pending.size(), "callback") + " pending";
  if (!pending.empty() && !stuck.empty()) text += " and ";
  if (!stuck.empty()) text += counted(stuck.size(), "coroutine") + " waiting";
  text += ":\n";
  if (!pending.empty()) text += pending_text(loop, pending) + "\n";
  for (const WaitingCoroutine& one : stuck) text += "   " + to_text(one) + "\n";
  return text + "  help: cancel what is no longer wanted, run the loop until it is idle, or say allow_pending()";
}

}  // namespace

Test::~Test() {
  if (pending_allowed_ || HasFailure() || IsSkipped()) return;
  const std::vector<PendingCallback> pending = pending_in_foreground(loop);
  const std::vector<WaitingCoroutine> stuck = stuck_coroutines(loop);
  if (pending.empty() && stuck.empty()) return;
  const Place& first = pending.empty() ? stuck.front().spawned : pending.front().place;
  ADD_FAILURE_AT(first.file, static_cast<int>(first.line)) << what_is_left(loop, pending, stuck);
}

}  // namespace vtime
