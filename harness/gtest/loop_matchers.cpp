#include <fmt/format.h>

#include <ostream>

#include "gtest/pending_text.hpp"
#include "vtime/gtest/matchers.hpp"

namespace vtime {
namespace {

/// They are no part of pending(), but due before all of it.
bool microtasks_wait(const EventLoop& loop) {
  const auto next = loop.next_deadline();
  const std::vector<PendingCallback> pending = loop.pending();
  return next && (pending.empty() || *next < pending.front().due);
}

/// Lists what still waits.
class LoopMatcher final : public ::testing::MatcherInterface<const EventLoop&> {
 public:
  explicit LoopMatcher(bool background_counts) : background_counts_(background_counts) {}

  bool MatchAndExplain(const EventLoop& loop, ::testing::MatchResultListener* listener) const override {
    const std::vector<PendingCallback> pending = background_counts_ ? loop.pending() : pending_in_foreground(loop);
    const bool microtasks = microtasks_wait(loop);
    if (pending.empty() && !microtasks) return true;
    if (!listener->IsInterested()) return false;
    *listener << "where something waits:";
    if (microtasks) *listener << "\n   microtasks";
    if (!pending.empty()) *listener << "\n" << pending_text(loop, pending);
    return false;
  }

  void DescribeTo(std::ostream* out) const override {
    *out << (background_counts_ ? "has nothing pending" : "is idle: nothing but background work is pending");
  }
  void DescribeNegationTo(std::ostream* out) const override {
    *out << (background_counts_ ? "has something pending" : "is not idle: more than background work is pending");
  }

 private:
  bool background_counts_;
};

}  // namespace

::testing::Matcher<const EventLoop&> IsIdle() {
  return ::testing::MakeMatcher(new LoopMatcher(false));  // NOLINT: it takes it
}

::testing::Matcher<const EventLoop&> HasNoPendingTimers() {
  return ::testing::MakeMatcher(new LoopMatcher(true));  // NOLINT: it takes it
}

}  // namespace vtime
