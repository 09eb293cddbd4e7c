// begin: main
#include <vtime/asio/steady_clock.hpp>  // in one file of the program: steady_clock::now() is virtual, too
// end: main

// begin: component
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <utility>

/// Counts the seconds, and does not drift. It knows nothing of vtime.
class Ticker {
 public:
  Ticker(const boost::asio::any_io_executor& executor, std::function<void()> tick)
      : timer_(executor, std::chrono::steady_clock::now()), tick_(std::move(tick)) {}

  void start() {
    timer_.expires_at(timer_.expiry() + std::chrono::seconds(1));
    timer_.async_wait([this](const boost::system::error_code& error) {
      if (error) return;
      tick_();
      start();
    });
  }

 private:
  boost::asio::steady_timer timer_;
  std::function<void()> tick_;
};
// end: component

// begin: test
#include <vtime/asio.hpp>
#include <vtime/gtest.hpp>

class TickerTest : public vtime::Test {};

TEST_F(TickerTest, TicksEverySecond) {
  vtime::asio::Context context(loop);
  Ticker ticker(context.get_executor(), [&] { log("tick"); });
  ticker.start();
  loop.advance_by(std::chrono::seconds(2));
  EXPECT_THAT(log, vtime::TranscriptIs({"1s: tick", "2s: tick"}));
  allow_pending();
}
// end: test
