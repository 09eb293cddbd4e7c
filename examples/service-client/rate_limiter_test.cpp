// The rate limiter, tested in C++.
#include "rate_limiter.hpp"

#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

class RateLimiterTest : public vtime::Test {
 protected:
  RateLimiter limiter{loop, 2, 1s};

  void run(const char* name) {
    limiter.run([this, name] { log("{}", name); });
  }
};

TEST_F(RateLimiterTest, LetsAsManyStartAtOnceAsItMay) {
  run("one");
  run("two");
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: one", "0s: two"}));
}

TEST_F(RateLimiterTest, LetsTheOthersWaitInLine) {
  for (const char* name : {"one", "two", "three", "four", "five"}) run(name);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: one", "0s: two", "1s: three", "1s: four", "2s: five"}));
}

TEST_F(RateLimiterTest, CountsTheLastSecondNotTheSecondsOfAClock) {
  run("one");
  loop.advance_by(900ms);
  run("two");
  run("three");  // 1s after the first
  run("four");   // 1s after the second
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: one", "900ms: two", "1s: three", "1.9s: four"}));
}
