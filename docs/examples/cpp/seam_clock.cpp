// begin: component
#include <chrono>

/// A login that ends after half an hour without a request.
template <typename Clock = std::chrono::steady_clock>
class Session {
 public:
  void touch() { last_request_ = Clock::now(); }
  bool has_expired() const { return Clock::now() - last_request_ > std::chrono::minutes(30); }

 private:
  typename Clock::time_point last_request_ = Clock::now();
};
// end: component

// begin: test
#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

static_assert(std::chrono::is_clock_v<vtime::Clock> && std::chrono::is_clock_v<vtime::WallClock>);

TEST(Session, ExpiresAfterHalfAnHourWithoutARequest) {
  vtime::EventLoop loop;  // what vtime::Clock reads from here on, on this thread
  Session<vtime::Clock> session;
  loop.advance_by(29min);
  session.touch();
  loop.advance_by(30min);
  EXPECT_FALSE(session.has_expired());
  loop.advance_by(1ns);
  EXPECT_TRUE(session.has_expired());
}
// end: test

TEST(Session, RunsOnTheRealClock) { EXPECT_FALSE(Session().has_expired()); }
