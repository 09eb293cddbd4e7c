/// A fixture with a loop and a transcript, which fails when something is left pending.
///
///     class Heartbeat : public vtime::Test {};
///     TEST_F(Heartbeat, BeatsEverySecond) {
///       Peer peer(loop, [&] { log("beat"); });
///       loop.advance_by(2s);
///       EXPECT_THAT(log, vtime::TranscriptIs({"1s: beat", "2s: beat"}));
///     }
#pragma once

#include <gtest/gtest.h>

#include "vtime/event_loop.hpp"
#include "vtime/transcript.hpp"

namespace vtime {

/// When the test has ended and the objects of its body and of the derived fixture are gone, it fails if callbacks are
/// still pending or coroutines still wait, background work apart, and lists them: whoever armed a callback is no more,
/// yet it would be called. A test that failed already, or was skipped, is not checked.
class Test : public ::testing::Test {
 public:
  explicit Test(const LoopOptions& options = {});
  ~Test() override;

 protected:
  /// What is still pending at the end is no failure of this test.
  void allow_pending() { pending_allowed_ = true; }

  EventLoop loop;        // NOLINT(readability-identifier-naming): part of what tests read
  Transcript log{loop};  // NOLINT(readability-identifier-naming)

 private:
  bool pending_allowed_ = false;
};

}  // namespace vtime
