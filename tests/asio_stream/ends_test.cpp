// How connections end, and what goes wrong with them.
#include "asio_stream/fixture.hpp"

namespace vtime::asio {
namespace {

class EndsTest : public StreamTest {
 protected:
  EndsTest() { std::tie(client, server) = make_stream_pair(context, LinkOptions().latency(10ms)); }

  Stream client{context};
  Stream server{context};
};

TEST_F(EndsTest, AHalfCloseIsReadBehindTheDataInFlightAndThePeerMayStillWrite) {
  read_all(server);
  read_all(client);
  write(client, "last words");
  client.shutdown(Stream::shutdown_send);
  at(100ms, [this] {
    write(server, "answer");
    server.close();
  });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10ms: read last words", "10ms: read End of file", "110ms: read answer",
                               "110ms: read End of file"));
}

TEST_F(EndsTest, AfterAHalfCloseWritesFail) {
  client.shutdown(Stream::shutdown_send);
  client.shutdown(Stream::shutdown_send);
  client.async_write_some(net::buffer("x", 1), counting("write"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: write Broken pipe"));
}

TEST_F(EndsTest, AfterShutdownOfReceivingReadsEndAndWhatArrivesIsDropped) {
  read(server);
  server.shutdown(Stream::shutdown_receive);
  write(client, "dropped");
  at(50ms, [this] { read(server); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("0s: read End of file", "50ms: read End of file"));
}

TEST_F(EndsTest, ShutdownOfWhatIsNotConnectedFails) {
  Stream closed(context);
  error_code error;
  closed.shutdown(Stream::shutdown_both, error);
  EXPECT_EQ(error, net::error::bad_descriptor);
  EXPECT_ANY_THROW(closed.shutdown(Stream::shutdown_send));
}

TEST_F(EndsTest, ACloseEndsOwnOperationsAndIsReadByThePeerAfterTheData) {
  read(client);
  read_all(server);
  write(client, "bye");
  client.close();
  EXPECT_FALSE(client.is_open());
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("0s: read" + aborted(), "10ms: read bye", "10ms: read End of file"));
}

TEST_F(EndsTest, AStreamThatGoesOutOfScopeIsClosed) {
  read_all(server);
  { const Stream gone(std::move(client)); }
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10ms: read End of file"));
}

TEST_F(EndsTest, OperationsOnAClosedStreamFail) {
  client.close();
  read(client);
  client.async_write_some(net::buffer("x", 1), counting("write"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: read Bad file descriptor", "0s: write Bad file descriptor"));
}

TEST_F(EndsTest, AClosedEndAnswersDataWithAReset) {
  server.close();
  read_all(client);
  at(50ms, [this] { write(client, "too late"); });       // arrives at 60ms
  at(80ms, [this] { write(client, "much too late"); });  // the reset was there at 70ms
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10ms: read End of file", "80ms: written 0 Connection reset by peer"));
}

TEST_F(EndsTest, AnEndThatClosesWithUnreadDataResetsThePeer) {
  write(client, "unread");
  at(20ms, [this] {
    server.close();
    read(client);
  });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("30ms: read Connection reset by peer"));
}

TEST_F(EndsTest, AResetIsSeenByBothEndsAtOnceAndLosesWhatIsUnderWay) {
  read(client);
  read(server);
  write(client, "lost");
  const Connection connection = client.connection();
  at(5ms, [=] { connection.reset(); });
  at(30ms, [this] {
    read(server);
    write(client, "x");
    error_code error;
    client.shutdown(Stream::shutdown_send, error);
    note("shutdown" + result(error));
  });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("5ms: read Connection reset by peer", "5ms: read Connection reset by peer",
                               "30ms: shutdown " + error_code(net::error::not_connected).message(),
                               "30ms: read Connection reset by peer", "30ms: written 0 Connection reset by peer"));
  EXPECT_TRUE(client.is_open());
}

TEST_F(EndsTest, AResetEndsWritesThatWaitForRoom) {
  auto [one, other] = make_stream_pair(context, LinkOptions().buffer(2));
  write(one, "0123456789");
  const Connection connection = other.connection();
  at(1ms, [=] { connection.reset(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("1ms: written 2 Connection reset by peer"));
}

TEST_F(EndsTest, AStallHoldsBackWhatArrivesAndAResumeDeliversItAtOnce) {
  read_all(server);
  const Connection connection = client.connection();
  connection.stall();
  write(client, "early");
  at(95ms, [this] { write(client, "late"); });
  at(100ms, [=] { connection.resume(); });
  at(200ms, [this] { client.close(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("100ms: read early", "105ms: read late", "210ms: read End of file"));
}

TEST_F(EndsTest, AStallMayBeOfOneDirection) {
  read(client);
  read(server);
  client.connection().stall_incoming();
  write(client, "up");
  write(server, "down");
  loop.advance_by(1s);
  EXPECT_THAT(log, ElementsAre("10ms: read up"));
  client.connection().resume();
  server.connection().stall_outgoing();
  write(server, "more");
  read(client);
  loop.run_ready();
  loop.advance_by(1s);
  EXPECT_THAT(log, ElementsAre("10ms: read up", "1s: read down"));
}

TEST_F(EndsTest, AConnectionHandleMayOutliveItsStreams) {
  const Connection connection = client.connection();
  client = Stream(context);
  server = Stream(context);
  loop.run_until_idle();
  connection.stall();
  connection.stall_outgoing();
  connection.resume();
  connection.reset();
}

TEST_F(EndsTest, NothingIsLeftPendingWhenBothStreamsAreGone) {
  write(client, "under way");
  context.run();
  client = Stream(context);
  EXPECT_EQ(loop.pending_count(), 2U);
  server = Stream(context);
  EXPECT_EQ(loop.pending_count(), 0U);
}

}  // namespace
}  // namespace vtime::asio
