// begin: component
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <string>
#include <utility>

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using namespace std::chrono_literals;

/// Fetches a page: its text, or what went wrong.
template <typename Stream, typename Endpoint>  // in production: beast::tcp_stream, tcp::endpoint
net::awaitable<std::string> fetch(Stream& stream, Endpoint endpoint, std::string target) {
  boost::system::error_code error;
  stream.expires_after(5s);
  co_await stream.async_connect(endpoint, net::redirect_error(net::use_awaitable, error));
  if (error) co_return error.message();

  http::request<http::empty_body> request(http::verb::get, target, 11);
  stream.expires_after(30s);
  co_await http::async_write(stream, request, net::redirect_error(net::use_awaitable, error));
  if (error) co_return error.message();

  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, net::redirect_error(net::use_awaitable, error));
  if (error) co_return error.message();
  co_return response.body();
}
// end: component

// begin: test
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <vtime/asio.hpp>
#include <vtime/asio/acceptor.hpp>
#include <vtime/asio/beast.hpp>
#include <vtime/gtest.hpp>

using vtime::asio::LinkOptions;

class FetchTest : public vtime::Test {
 protected:
  net::awaitable<void> get(std::string target) {
    vtime::asio::tcp_stream stream(context);
    const std::string text = co_await fetch(stream, network.endpoint("www:80"), std::move(target));
    log("{}", text);
  }
  /// Takes one connection, and answers one request on it after `thinking`.
  net::awaitable<void> serve(vtime::asio::Acceptor& acceptor, vtime::Duration thinking) {
    auto stream = co_await acceptor.async_accept(net::use_awaitable);
    beast::flat_buffer buffer;
    http::request<http::string_body> request;
    co_await http::async_read(stream, buffer, request, net::use_awaitable);
    vtime::asio::steady_timer timer(context, thinking);
    co_await timer.async_wait(net::use_awaitable);
    http::response<http::string_body> response(http::status::ok, 11);
    response.body() = "hello";
    response.prepare_payload();
    co_await http::async_write(stream, response, net::use_awaitable);
  }

  vtime::asio::Context context{loop};
  vtime::asio::Network network{context, LinkOptions().latency(100ms)};
};

TEST_F(FetchTest, TakesARoundTripToConnectAndOneForTheAnswer) {
  vtime::asio::Acceptor acceptor(context, network, "www:80");
  net::co_spawn(context, serve(acceptor, 1s), net::detached);
  net::co_spawn(context, get("/"), net::detached);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"1.4s: hello"}));
}

TEST_F(FetchTest, GivesUpWaitingForASlowAnswer) {
  vtime::asio::Acceptor acceptor(context, network, "www:80");
  net::co_spawn(context, serve(acceptor, 60s), net::detached);
  net::co_spawn(context, get("/"), net::detached);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"30.2s: The socket was closed due to a timeout"}));
}

TEST_F(FetchTest, GivesUpOnAServerThatDoesNotAnswerAtAll) {
  network.set_silent("www:80");
  net::co_spawn(context, get("/"), net::detached);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"5s: The socket was closed due to a timeout"}));
}

TEST_F(FetchTest, SaysSoWhenNobodyListens) {
  net::co_spawn(context, get("/"), net::detached);
  loop.run_until_idle();
  EXPECT_THAT(log, vtime::TranscriptIs({"200ms: Connection refused"}));
}
// end: test
