// The cache, tested in C++.
#include "cache.hpp"

#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

class CacheTest : public vtime::Test {
 protected:
  Cache cache{loop, 1min, [this](const std::string& key, const Cache::Done& done) {
                log("load {}", key);
                loop.schedule_after(
                    50ms, [this, key, done] { done(fails ? std::nullopt : std::optional("value of " + key)); });
              }};
  bool fails = false;

  void get(const char* key) {
    cache.get(key, [this](const std::optional<std::string>& value) { log("got {}", value.value_or("nothing")); });
  }
};

TEST_F(CacheTest, LoadsOnceAndKeepsTheValue) {
  get("a");
  loop.advance_by(10s);
  get("a");
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: load a", "50ms: got value of a", "10s: got value of a"}));
}

TEST_F(CacheTest, LoadsOnceForAllWhoAskMeanwhile) {
  get("a");
  get("a");
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: load a", "50ms: got value of a", "50ms: got value of a"}));
}

TEST_F(CacheTest, ForgetsAValueWhenItsTimeIsOver) {
  get("a");
  loop.advance_by(50ms + 1min);
  get("a");
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::InOrder({"0s: load a", "1m0.05s: load a"}));
}

TEST_F(CacheTest, DoesNotKeepAFailure) {
  fails = true;
  get("a");
  loop.run_until_idle();
  fails = false;
  get("a");
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: load a", "50ms: got nothing", "50ms: load a", "100ms: got value of a"}));
}
