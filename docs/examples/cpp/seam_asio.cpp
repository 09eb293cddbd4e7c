// begin: alias
// net.hpp of the program: the one place that says which time its Asio code runs in.
#if defined(IN_VIRTUAL_TIME)
#include <vtime/asio.hpp>
namespace net = vtime::asio;
#else
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
namespace net = boost::asio;
#endif
// end: alias

// begin: component
#include <chrono>
#include <functional>
#include <utility>

/// Reports a peer as lost when it has been silent for a while.
class Watchdog {
 public:
  Watchdog(net::io_context& context, std::chrono::milliseconds silence, std::function<void()> lost)
      : timer_(context), silence_(silence), lost_(std::move(lost)) {}

  void heard() {
    timer_.expires_after(silence_);  // what still waited gets operation_aborted
    timer_.async_wait([this](const auto& error) {
      if (!error) lost_();
    });
  }

 private:
  net::steady_timer timer_;
  std::chrono::milliseconds silence_;
  std::function<void()> lost_;
};
// end: component

#if defined(IN_VIRTUAL_TIME)

// begin: test
#include <vtime/gtest.hpp>

using namespace std::chrono_literals;

class WatchdogTest : public vtime::Test {};

TEST_F(WatchdogTest, ForgivesAPeerThatSpeaksInTime) {
  net::io_context context(loop);
  Watchdog watchdog(context, 10s, [&] { log("lost"); });
  watchdog.heard();
  loop.advance_by(9s);
  watchdog.heard();
  context.run();
  EXPECT_THAT(log, vtime::TranscriptIs({"19s: lost"}));
}
// end: test

#else

#include <gtest/gtest.h>

TEST(Watchdog, ReportsAPeerInRealTime) {
  net::io_context context;
  int losses = 0;
  Watchdog watchdog(context, std::chrono::milliseconds(2), [&] { ++losses; });
  watchdog.heard();
  context.run();
  EXPECT_EQ(losses, 1);
}

#endif
