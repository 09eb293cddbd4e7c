// Connecting through a network of names.
#include "asio_stream/fixture.hpp"

namespace vtime::asio {
namespace {

class NetworkTest : public StreamTest {
 protected:
  auto taking(std::vector<Stream>& streams) {
    return [this, &streams](error_code error, Stream stream) {
      note("accept" + result(error));
      if (!error) streams.push_back(std::move(stream));
    };
  }

  Network network{context, LinkOptions().latency(10ms), LinkOptions().latency(20ms)};
  Stream client{context};
  std::vector<Stream> accepted;
};

TEST_F(NetworkTest, ARequestTakesOneWayAndTheAnswerTheOtherOne) {
  Acceptor acceptor(context, network, "api:80");
  acceptor.async_accept(taking(accepted));
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  context.run();
  EXPECT_THAT(log, ElementsAre("10ms: accept done", "30ms: connect done"));
  EXPECT_TRUE(client.is_open());
}

TEST_F(NetworkTest, AServerMayWriteBeforeTheClientKnowsThatItIsConnected) {
  Acceptor acceptor(context, network, "api:80");
  acceptor.async_accept([this](error_code, Stream stream) { write(stream, "220 hello"); });
  client.async_connect(network.endpoint("api:80"), [this](error_code) { read_all(client); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("30ms: read 220 hello", "30ms: read End of file"));
}

TEST_F(NetworkTest, WhereNobodyListensConnectionsAreRefusedAfterARoundTrip) {
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30ms: connect Connection refused"));
  EXPECT_FALSE(client.is_open());
}

TEST_F(NetworkTest, AClientMayTryAgain) {
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  context.run();
  context.restart();
  Acceptor acceptor(context, network, "api:80");
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30ms: connect Connection refused", "60ms: connect done"));
}

TEST_F(NetworkTest, AConnectionIsMadeBeforeItIsAccepted) {
  Acceptor acceptor(context, network, "api:80");
  client.async_connect(network.endpoint("api:80"), [this](error_code) { write(client, "early"); });
  at(1s, [&] {
    acceptor.async_accept([this](error_code, Stream stream) {
      accepted.push_back(std::move(stream));
      read(accepted.back());
    });
  });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("1s: read early"));
}

TEST_F(NetworkTest, WhatNobodyAcceptedIsClosedWithTheAcceptor) {
  Acceptor acceptor(context, network, "api:80");
  client.async_connect(network.endpoint("api:80"), [this](error_code) { read(client); });
  at(100ms, [&] { acceptor.close(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("120ms: read End of file"));
  EXPECT_FALSE(acceptor.is_open());
}

TEST_F(NetworkTest, ASilentServerNeverAnswers) {
  Acceptor acceptor(context, network, "api:80");
  network.set_silent("api:80");
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  at(10s, [this] { client.cancel(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10s: connect" + aborted()));
  EXPECT_FALSE(client.is_open());
  network.set_silent("api:80", false);
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10s: connect" + aborted(), "10.04s: connect done"));
}

TEST_F(NetworkTest, AClientThatGivesUpWhileConnectingResetsTheServer) {
  Acceptor acceptor(context, network, "api:80");
  acceptor.async_accept([this](error_code, Stream stream) {
    accepted.push_back(std::move(stream));
    read(accepted.back());
  });
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  at(5ms, [this] { client.close(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("5ms: connect" + aborted(), "15ms: read Connection reset by peer"));
}

TEST_F(NetworkTest, ServersMayBeNearAndFar) {
  network.set_links("far:80", LinkOptions().latency(1s), LinkOptions().latency(2s));
  Acceptor near_acceptor(context, network, "near:80");
  Acceptor far_acceptor(context, network, "far:80");
  Stream other(context);
  client.async_connect(network.endpoint("near:80"), noting("near"));
  other.async_connect(network.endpoint("far:80"), noting("far"));
  context.run();
  EXPECT_THAT(log, ElementsAre("30ms: near done", "3s: far done"));
}

TEST_F(NetworkTest, ANameHasOneListenerAtATime) {
  Acceptor first(context, network, "api:80");
  EXPECT_THROW(Acceptor(context, network, "api:80"), InvalidArgument);
  first.close();
  Acceptor second(context, network, "api:80");
}

TEST_F(NetworkTest, AnAcceptIsCancelledByItsAcceptor) {
  Acceptor acceptor(context, network, "api:80");
  acceptor.async_accept(taking(accepted));
  acceptor.cancel();
  acceptor.async_accept(taking(accepted));
  acceptor.close();
  acceptor.async_accept(taking(accepted));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: accept" + aborted(), "0s: accept" + aborted(), "0s: accept Bad file descriptor"));
}

TEST_F(NetworkTest, AConnectedStreamIsNotConnectedTwice) {
  Acceptor acceptor(context, network, "api:80");
  client.async_connect(network.endpoint("api:80"), noting("connect"));
  client.async_connect(network.endpoint("api:80"), noting("again"));
  read(client);
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: again " + error_code(net::error::already_connected).message(),
                               "0s: read " + error_code(net::error::not_connected).message(), "30ms: connect done"));
}

TEST_F(NetworkTest, AnAcceptThatWaitsForEverStallsAndSaysSo) {
  Acceptor acceptor(context, network, "api:80");
  acceptor.async_accept(taking(accepted));
  try {
    context.run();
    FAIL() << "it did not stall";
  } catch (const Stalled& stalled) {
    EXPECT_THAT(stalled.message(), ::testing::HasSubstr("stream accept"));
  }
}

TEST_F(NetworkTest, EndsOnTwoLoopsMayNotMeet) {
  EventLoop other_loop;
  Context other(other_loop);
  Stream stranger(other);
  EXPECT_THROW(Acceptor(other, network, "api:80"), InvalidArgument);
  EXPECT_THROW(stranger.async_connect(network.endpoint("api:80"), noting("connect")), InvalidArgument);
}

}  // namespace
}  // namespace vtime::asio
