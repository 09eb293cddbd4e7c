// WebSockets by Beast: handshake, messages, time-outs, pings and closing, in virtual time.
#include "asio_stream/beast_fixture.hpp"

namespace vtime::asio {
namespace {

namespace websocket = beast::websocket;

class WebSocketTest : public BeastTest {
 protected:
  using Socket = websocket::stream<tcp_stream>;

  WebSocketTest() {
    auto [one, other] = make_stream_pair(context, LinkOptions().latency(50ms));
    client = std::make_unique<Socket>(std::move(one));
    server = std::make_unique<Socket>(std::move(other));
  }
  static websocket::stream_base::timeout timeouts(Duration handshake, Duration idle, bool pings) {
    return {handshake, idle, pings};
  }
  void shake_hands() {
    client->async_handshake("host", "/", noting("client"));
    server->async_accept(noting("server"));
    context.run();
    context.restart();
  }
  std::string timed_out() { return error_code(beast::error::timeout).message(); }

  std::unique_ptr<Socket> client;
  std::unique_ptr<Socket> server;
  beast::flat_buffer client_buffer;
  beast::flat_buffer server_buffer;
};

TEST_F(WebSocketTest, AHandshakeTakesARoundTrip) {
  shake_hands();
  EXPECT_THAT(log, ElementsAre("50ms: server done", "100ms: client done"));
}

TEST_F(WebSocketTest, MessagesComeThroughAndACloseIsAnswered) {
  shake_hands();
  log.clear();
  client->async_write(net::buffer("hello", 5), counting("write"));
  server->async_read(server_buffer, [this](error_code error, std::size_t) {
    note("read " + beast::buffers_to_string(server_buffer.data()) + result(error));
    server->async_read(server_buffer, counting("read"));
    client->async_close(websocket::close_code::normal, noting("close"));
  });
  context.run();
  EXPECT_THAT(log, ElementsAre("100ms: write done", "150ms: read hello done", "250ms: close done",
                               "300ms: read " + error_code(websocket::error::closed).message()));
}

TEST_F(WebSocketTest, AnIdleConnectionIsClosedAfterExactlyTheIdleTime) {
  client->set_option(timeouts(30s, 300s, false));
  shake_hands();
  log.clear();
  client->async_read(client_buffer, counting("read"));
  context.run();
  EXPECT_THAT(log, ElementsAre(to_text(100ms + 300s) + ": read " + timed_out()));
}

TEST_F(WebSocketTest, AnythingThatArrivesPutsTheIdleTimeOff) {
  client->set_option(timeouts(30s, 60s, false));
  shake_hands();
  log.clear();
  client->async_read(client_buffer, [this](error_code, std::size_t) {
    note("message");
    client->async_read(client_buffer, counting("read"));
  });
  at(50s, [this] { server->async_write(net::buffer("x", 1), counting("write")); });
  loop.run_until_idle();
  ASSERT_EQ(log.size(), 3U);
  EXPECT_THAT(log, ElementsAre("50s: write done", "50.05s: message", ::testing::HasSubstr(timed_out())));
}

TEST_F(WebSocketTest, PingsKeepAnIdleConnectionAlive) {
  client->set_option(timeouts(30s, 60s, true));
  server->control_callback([this](websocket::frame_type kind, beast::string_view) {
    if (kind == websocket::frame_type::ping) note("ping");
  });
  shake_hands();
  log.clear();
  client->async_read(client_buffer, counting("read"));
  server->async_read(server_buffer, counting("server's read"));
  loop.advance_to(loop.now() + 100s);
  EXPECT_THAT(log, ElementsAre("30.15s: ping", "1m0.15s: ping", "1m30.15s: ping"));
}

TEST_F(WebSocketTest, AStalledPeerIsNoticedInSpiteOfPings) {
  client->set_option(timeouts(30s, 60s, true));
  shake_hands();
  log.clear();
  beast::get_lowest_layer(*client).connection().stall();
  client->async_read(client_buffer, counting("read"));
  context.run();
  EXPECT_THAT(log, ElementsAre("1m0.1s: read " + timed_out()));
}

TEST_F(WebSocketTest, AHandshakeThatIsNotAnsweredTimesOut) {
  client->set_option(timeouts(30s, websocket::stream_base::none(), false));
  client->async_handshake("host", "/", noting("client"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30s: client " + timed_out()));
}

TEST_F(WebSocketTest, AServersHandshakeTimesOutToo) {
  server->set_option(timeouts(10s, websocket::stream_base::none(), false));
  server->async_accept(noting("server"));
  context.run();
  EXPECT_THAT(log, ElementsAre("10s: server " + timed_out()));
}

TEST_F(WebSocketTest, ACloseThatIsNotAnsweredTimesOut) {
  client->set_option(timeouts(30s, websocket::stream_base::none(), false));
  shake_hands();
  log.clear();
  client->async_close(websocket::close_code::normal, noting("close"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30.1s: close " + timed_out()));
}

}  // namespace
}  // namespace vtime::asio
