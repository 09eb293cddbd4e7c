#include "vtime/gtest/test.hpp"

#include "gtest/pending_text.hpp"
#include "transcript/diff_rows.hpp"

namespace vtime {

Test::Test(const LoopOptions& options) : loop(options) {}

Test::~Test() {
  if (pending_allowed_ || HasFailure() || IsSkipped()) return;
  const std::vector<PendingCallback> pending = pending_in_foreground(loop);
  if (pending.empty()) return;
  const Place& first = pending.front().place;
  ADD_FAILURE_AT(first.file, static_cast<int>(first.line))
      << "the test has ended at " << to_text(loop.moment().at) << " with " << counted(pending.size(), "callback")
      << " pending:\n"
      << pending_text(loop, pending)
      << "\n  help: cancel what is no longer wanted, run the loop until it is idle, or say allow_pending()";
}

}  // namespace vtime
