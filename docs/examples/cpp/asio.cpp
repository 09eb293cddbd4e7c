// begin: alias
#include <vtime/asio.hpp>
namespace net = vtime::asio;  // in production: boost::asio
// end: alias
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

// begin: component
#include <chrono>
#include <functional>
#include <optional>

/// Asks until there is an answer, ever more patiently.
net::awaitable<int> ask(std::function<std::optional<int>()> try_to_ask) {
  net::steady_timer pause(co_await net::this_coro::executor);
  for (auto patience = std::chrono::milliseconds(100);; patience *= 2) {
    if (const std::optional<int> answer = try_to_ask()) co_return *answer;
    pause.expires_after(patience);
    co_await pause.async_wait(net::use_awaitable);
  }
}
// end: component

// begin: test
#include <vtime/gtest.hpp>

class AskTest : public vtime::Test {
 protected:
  net::io_context context{loop};
};

TEST_F(AskTest, DoublesItsPatience) {
  int tries = 0;
  const auto third_time_lucky = [&] {
    log("try {}", ++tries);
    return tries == 3 ? std::optional(42) : std::nullopt;
  };
  net::co_spawn(context, ask(third_time_lucky), [&](std::exception_ptr, int answer) { log("answer {}", answer); });
  context.run();
  EXPECT_THAT(log, vtime::TranscriptIs({"0s: try 1", "100ms: try 2", "300ms: try 3", "300ms: answer 42"}));
}
// end: test

// begin: loop
TEST_F(AskTest, StaysPatientForADay) {
  net::co_spawn(context, ask([] { return std::nullopt; }), net::detached);
  loop.advance_by(std::chrono::hours(24));
  allow_pending();  // it is still asking
}
// end: loop

// begin: stall
TEST_F(AskTest, WouldHangWithoutEnd) {
  net::steady_timer event(context, net::steady_timer::time_point::max());  // a timer used as an event
  event.async_wait(net::detached);
  EXPECT_THROW(context.run(), net::Stalled);  // nobody will cancel it
}
// end: stall
