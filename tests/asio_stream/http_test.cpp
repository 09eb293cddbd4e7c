// HTTP by Beast, over links of virtual time.
#include "asio_stream/beast_fixture.hpp"

namespace vtime::asio {
namespace {

namespace http = beast::http;

// ---- what is tested: written for any stream --------------------------------------------------------------------

template <typename Stream>
net::awaitable<void> serve(Stream stream) {
  beast::flat_buffer buffer;
  for (;;) {
    http::request<http::string_body> request;
    error_code error;
    co_await http::async_read(stream, buffer, request, net::redirect_error(net::use_awaitable, error));
    if (error) break;
    http::response<http::string_body> response(http::status::ok, request.version());
    response.body() = "you asked for " + std::string(request.target()) + ": " + request.body();
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    co_await http::async_write(stream, response, net::redirect_error(net::use_awaitable, error));
    if (error || !response.keep_alive()) break;
  }
  error_code ignored;
  stream.socket().shutdown(net::socket_base::shutdown_send, ignored);
}

template <typename Acceptor>
net::awaitable<void> serve_all(Acceptor& acceptor) {
  for (;;) {
    auto stream = co_await acceptor.async_accept(net::use_awaitable);
    net::co_spawn(acceptor.get_executor(), serve(tcp_stream(std::move(stream))), net::detached);
  }
}

template <typename Stream>
net::awaitable<std::string> request(Stream& stream, beast::flat_buffer& buffer, const std::string& body) {
  http::request<http::string_body> request(http::verb::post, "/thing", 11);
  request.body() = body;
  request.prepare_payload();
  stream.expires_after(30s);
  co_await http::async_write(stream, request, net::use_awaitable);
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, net::use_awaitable);
  stream.expires_never();
  co_return response.body();
}

// ---- tests -----------------------------------------------------------------------------------------------------

class HttpTest : public BeastTest {
 protected:
  /// Sends `count` requests one after the other; how long each took.
  net::awaitable<void> ask(Network& network, int count, std::vector<Duration>& times) {
    tcp_stream stream(context);
    co_await stream.async_connect(network.endpoint("api:80"), net::use_awaitable);
    note("connected");
    beast::flat_buffer buffer;
    for (int i = 0; i < count; ++i) {
      const Duration before = loop.elapsed();
      const std::string number = std::to_string(i);
      const std::string answer = co_await request(stream, buffer, number);
      EXPECT_EQ(answer, "you asked for /thing: " + number);
      times.push_back(loop.elapsed() - before);
    }
    stream.socket().shutdown(net::socket_base::shutdown_send);
    http::response<http::string_body> none;
    error_code error;
    co_await http::async_read(stream, buffer, none, net::redirect_error(net::use_awaitable, error));
    EXPECT_EQ(error, http::error::end_of_stream);
    stream.close();
    note("closed");
  }
};

TEST_F(HttpTest, AThousandRequestsOverLinksOf100msTakeExactlyAFifthOfASecondEach) {
  Network network(context, LinkOptions().latency(100ms));
  Acceptor acceptor(context, network, "api:80");
  std::vector<Duration> times;
  net::co_spawn(context, serve_all(acceptor), net::detached);
  net::co_spawn(context, ask(network, 1000, times), net::detached);
  loop.run_until_idle();
  EXPECT_EQ(times.size(), 1000U);
  EXPECT_THAT(times, Each(200ms));
  EXPECT_THAT(log, ElementsAre("200ms: connected", "3m20.4s: closed"));
}

TEST_F(HttpTest, PartsOfMessagesArePutTogether) {
  Network network(context, LinkOptions().latency(1ms).segment(7).fragments(3));
  Acceptor acceptor(context, network, "api:80");
  std::vector<Duration> times;
  net::co_spawn(context, serve_all(acceptor), net::detached);
  net::co_spawn(context, ask(network, 3, times), net::detached);
  loop.run_until_idle();
  EXPECT_THAT(times, ElementsAre(2ms, 2ms, 2ms));
}

TEST_F(HttpTest, AMessageTakesItsSizeOverTheBandwidth) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(10ms).bandwidth(1000).segment(100));
  const std::string message = "HTTP/1.1 200 OK\r\nContent-Length: 960\r\n\r\n" + std::string(960, 'x');
  ASSERT_EQ(message.size(), 1000U);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::async_read(server, buffer, response, counting("response"));
  net::async_write(client, net::buffer(message), counting("written"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: written done", "1.01s: response done"));
}

TEST_F(HttpTest, AConnectionThatIsLostCutsAMessageShort) {
  auto [client, server] = make_stream_pair(context, LinkOptions().bandwidth(100).segment(10));
  const std::string message = "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n" + std::string(60, 'x');
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::async_read(server, buffer, response, counting("response"));
  net::async_write(client, net::buffer(message), counting("written"));
  at(700ms, [connection = client.connection()] { connection.reset(); });
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: written done", "700ms: response Connection reset by peer"));
}

TEST_F(HttpTest, AServerThatHangsUpTooEarlyIsToldFromTheEnd) {
  auto [client, server] = make_stream_pair(context);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::async_read(client, buffer, response, counting("response"));
  const std::string message = "HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\nxxx";
  net::async_write(server, net::buffer(message), counting("written"));
  at(1s, [&server = server] { server.close(); });
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: written done", "1s: response partial message"));
}

}  // namespace
}  // namespace vtime::asio
