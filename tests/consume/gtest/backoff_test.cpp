// A test of somebody else's.

#include <chrono>
#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

/// Tries again after 100 ms, 200 ms, 400 ms, and so on.
class Backoff {
 public:
  explicit Backoff(vtime::Scheduler& scheduler, std::function<void()> attempt)
      : scheduler_(scheduler), attempt_(std::move(attempt)) {}

  void start(int attempts) {
    attempt_();
    if (attempts == 1) return;
    scheduler_.schedule_after(delay_, [this, attempts] { start(attempts - 1); });
    delay_ *= 2;
  }

 private:
  vtime::Scheduler& scheduler_;
  std::function<void()> attempt_;
  vtime::Duration delay_ = 100ms;
};

class BackoffTest : public vtime::Test {};

TEST_F(BackoffTest, DoublesTheDelay) {
  Backoff backoff(loop, [&] { log("attempt"); });
  backoff.start(3);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: attempt", "100ms: attempt", "300ms: attempt"}));
  EXPECT_THAT(loop, vtime::HasNoPendingTimers());
}
