// The time-outs of Beast's tcp_stream.
#include "asio_stream/beast_fixture.hpp"

namespace vtime::asio {
namespace {

class TimeoutTest : public BeastTest {
 protected:
  TimeoutTest() {
    auto [one, other] = make_stream_pair(context, LinkOptions().latency(10ms).buffer(4));
    client = std::move(one);
    server = std::move(other);
  }
  void read() { client.async_read_some(net::buffer(memory), counting("read")); }

  tcp_stream client{context};
  tcp_stream server{context};
  std::string memory = std::string(64, '?');
};

TEST_F(TimeoutTest, AReadThatIsNotDoneInTimeEndsWithTimeoutAndClosesTheStream) {
  client.expires_after(30s);
  read();
  context.run();
  EXPECT_THAT(log, ElementsAre("30s: read " + error_code(beast::error::timeout).message()));
  EXPECT_FALSE(client.is_open());
}

TEST_F(TimeoutTest, AWriteThatIsNotDoneInTimeDoesSo) {
  client.expires_after(30s);
  net::async_write(client, net::buffer("0123456789", 10), counting("write"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30s: write " + error_code(beast::error::timeout).message()));
}

TEST_F(TimeoutTest, AConnectThatIsNotDoneInTimeDoesSo) {
  Network network(context);
  network.set_silent("api:80");
  client.close();
  client.expires_after(5s);
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  context.run();
  EXPECT_THAT(log, ElementsAre("5s: connect " + error_code(beast::error::timeout).message()));
}

TEST_F(TimeoutTest, ThePeerReadsTheEnd) {
  client.expires_after(30s);
  read();
  server.async_read_some(net::buffer(memory), counting("server's read"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30s: read " + error_code(beast::error::timeout).message(),
                               "30.01s: server's read " + error_code(net::error::eof).message()));
}

TEST_F(TimeoutTest, WhatIsDoneInTimeIsNotDisturbed) {
  client.expires_after(30s);
  read();
  net::async_write(server, net::buffer("ping", 4), counting("write"));
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("0s: write done", "10ms: read done"));
  EXPECT_TRUE(client.is_open());
  EXPECT_EQ(loop.elapsed(), 10ms);
}

TEST_F(TimeoutTest, TheDeadlineCountsForAllOperationsUntilItIsSetAnew) {
  client.expires_after(30s);
  for (const Duration time : {10s, 20s}) {
    at(time, [this] {
      net::async_write(server, net::buffer("ping", 4), counting("write"));
      read();
    });
  }
  at(25s, [this] { read(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10s: write done", "10.01s: read done", "20s: write done", "20.01s: read done",
                               "30s: read " + error_code(beast::error::timeout).message()));
}

TEST_F(TimeoutTest, WhatIsPendingKeepsItsDeadline) {
  client.expires_after(30s);
  read();
  client.expires_after(10s);
  at(1s, [this] { client.expires_never(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("30s: read " + error_code(beast::error::timeout).message()));
}

TEST_F(TimeoutTest, ADeadlineThatHasPassedEndsTheNextOperationAtOnce) {
  client.expires_after(1s);
  at(2s, [this] { read(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("2s: read " + error_code(beast::error::timeout).message()));
}

TEST_F(TimeoutTest, ADeadlineMayBeATimeOfTheSteadyClock) {
  client.expires_at(std::chrono::steady_clock::now() + 7s);
  read();
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("7s: read " + error_code(beast::error::timeout).message()));
}

TEST_F(TimeoutTest, WithoutADeadlineOperationsWaitForEver) {
  client.expires_after(1s);
  client.expires_never();
  read();
  EXPECT_THROW(context.run(), Stalled);
  client.expires_after(Duration::max());
  EXPECT_THROW(context.run(), Stalled);
}

TEST_F(TimeoutTest, AReleasedSocketHasNone) {
  client.expires_after(1s);
  Stream stream = client.release_socket();
  stream.async_read_some(net::buffer(memory), counting("read"));
  EXPECT_THROW(context.run(), Stalled);
}

}  // namespace
}  // namespace vtime::asio
