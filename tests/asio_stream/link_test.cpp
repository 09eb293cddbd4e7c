// When bytes arrive, to the nanosecond, and in which pieces.
#include <algorithm>
#include <functional>

#include "asio_stream/fixture.hpp"
#include "vtime/seeded_chooser.hpp"

namespace vtime::asio {
namespace {

class LinkTest : public StreamTest {};

TEST_F(LinkTest, BytesArriveOneLatencyLater) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(100ms));
  read(server);
  write(client, "ping");
  context.run();
  EXPECT_THAT(log, ElementsAre("100ms: read ping"));
}

TEST_F(LinkTest, WithoutLatencyBytesArriveAtOnceButNotBeforeTheHandlerHasReturned) {
  auto [client, server] = make_stream_pair(context);
  net::post(context, [this, &client = client, &server = server] {
    read(server);
    write(client, "ping");
    note("returned");
  });
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: returned", "0s: read ping"));
}

TEST_F(LinkTest, TheDirectionsHaveLinksOfTheirOwn) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(1ms), LinkOptions().latency(20ms));
  read(server);
  read(client);
  write(client, "up");
  write(server, "down");
  context.run();
  EXPECT_THAT(log, ElementsAre("1ms: read up", "20ms: read down"));
}

TEST_F(LinkTest, ASegmentTakesItsSizeOverTheBandwidthToLeaveRoundedUpToANanosecond) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(10ms).bandwidth(3));
  read(server);
  write(client, "ab");  // 2 bytes at 3 bytes/s: 666666666.67 ns
  context.run();
  EXPECT_THAT(log, ElementsAre(to_text(10ms + 666'666'667ns) + ": read ab"));
}

TEST_F(LinkTest, SegmentsLeaveOneAfterTheOther) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(100ms).bandwidth(1000));
  read_all(server);
  write(client, "0123456789");                                 // leaves at 10ms
  write(client, "abcde");                                      // at 15ms
  at(12ms, [&client = client, this] { write(client, "x"); });  // at 16ms
  at(50ms, [&client = client, this] { write(client, "y"); });  // the line is free: at 51ms
  at(500ms, [&client = client] { client.close(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("110ms: read 0123456789", "115ms: read abcde", "116ms: read x", "151ms: read y",
                               "600ms: read End of file"));
}

TEST_F(LinkTest, AWriteIsCutIntoSegmentsThatArriveByThemselves) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(1s).bandwidth(1000).segment(4));
  read_all(server);
  write(client, "0123456789");
  client.close();
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("1.004s: read 0123", "1.008s: read 4567", "1.01s: read 89", "1.01s: read End of file"));
}

TEST_F(LinkTest, AReadGivesWhatHasArrivedAcrossSegments) {
  auto [client, server] = make_stream_pair(context, LinkOptions().segment(2));
  write(client, "012345");
  context.run();
  loop.run_until_idle();
  context.restart();
  read(server, 5);
  read(server, 5);
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: read 01234", "0s: read 5"));
}

TEST_F(LinkTest, FragmentsLimitWhatAReadGives) {
  auto [client, server] = make_stream_pair(context, LinkOptions().fragments(3));
  read_all(server);
  write(client, "01234567");
  client.close();
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("0s: read 012", "0s: read 345", "0s: read 67", "0s: read End of file"));
}

TEST_F(LinkTest, RandomFragmentsAreTheSameFromOneSeedAndLoseNothing) {
  const auto sizes = [this](std::uint64_t seed) {
    log.clear();
    auto [client, server] = make_stream_pair(context, LinkOptions().random_fragments(7, seed));
    read_all(server);
    write(client, std::string(100, 'x'));
    client.close();
    loop.run_until_idle();
    std::size_t bytes = 0;
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i + 1 < log.size(); ++i) {
      result.push_back(log[i].size() - std::string("0s: read ").size());
      bytes += result.back();
    }
    EXPECT_EQ(bytes, 100U);
    EXPECT_THAT(result, ::testing::Each(::testing::AllOf(::testing::Ge(1U), ::testing::Le(7U))));
    return result;
  };
  const auto first = sizes(1);
  EXPECT_EQ(sizes(1), first);
  EXPECT_NE(sizes(2), first);
}

TEST_F(LinkTest, ALatencyFromARangeIsDrawnByTheLoopsChooserAndNothingOvertakes) {
  SeededChooser chooser(7);
  EventLoop jittery({.chooser = &chooser});
  Context there(jittery);
  auto [client, server] = make_stream_pair(there, LinkOptions().latency({.least = 10ms, .most = 90ms, .unit = 1ms}));
  std::vector<Duration> times;
  std::string text;
  std::array<char, 1> memory{};
  std::function<void()> next = [&, &server = server] {
    server.async_read_some(net::buffer(memory), [&](error_code error, std::size_t) {
      if (error) return;
      times.push_back(jittery.elapsed());
      text += memory[0];
      next();
    });
  };
  next();
  for (const char* letter : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    client.async_write_some(net::buffer(letter, 1), [](error_code, std::size_t) {});
  }
  client.close();
  jittery.run_until_idle();
  EXPECT_EQ(text, "abcdefgh");
  EXPECT_TRUE(std::is_sorted(times.begin(), times.end()));
  EXPECT_GE(times.front(), 10ms);
  EXPECT_LE(times.back(), 90ms);
  EXPECT_NE(times.front(), times.back());
}

TEST_F(LinkTest, AFullBufferMakesWritersWaitUntilThePeerReads) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(10ms).buffer(4));
  client.async_write_some(net::buffer("012345", 6), counting("first"));
  client.async_write_some(net::buffer("6789", 4), counting("second"));
  at(1s, [&server = server, this] { read(server, 3); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("0s: first 4", "1s: read 012", "1s: second 3"));
}

TEST_F(LinkTest, AWriterThatNobodyReadsStalls) {
  auto [client, server] = make_stream_pair(context, LinkOptions().buffer(4));
  write(client, "0123456789");
  try {
    context.run();
    FAIL() << "it did not stall";
  } catch (const Stalled& stalled) {
    EXPECT_THAT(stalled.message(), ::testing::HasSubstr("stream write"));
  }
}

TEST_F(LinkTest, WhatMakesNoSenseIsRefused) {
  EXPECT_THROW(LinkOptions().latency(-1ns), InvalidArgument);
  EXPECT_THROW(LinkOptions().latency({.least = 2ms, .most = 1ms}), InvalidArgument);
  EXPECT_THROW(LinkOptions().latency({.least = 1ms, .most = 2ms, .unit = 0ns}), InvalidArgument);
  EXPECT_THROW(LinkOptions().bandwidth(0), InvalidArgument);
  EXPECT_THROW(LinkOptions().bandwidth(LinkOptions::most_bandwidth + 1), InvalidArgument);
  EXPECT_THROW(LinkOptions().segment(0), InvalidArgument);
  EXPECT_THROW(LinkOptions().fragments(0), InvalidArgument);
  EXPECT_THROW(LinkOptions().random_fragments(0, 1), InvalidArgument);
  EXPECT_THROW(LinkOptions().buffer(0), InvalidArgument);
}

TEST_F(LinkTest, LeavingTimesAreExactAtTheEdges) {
  EXPECT_EQ(LinkOptions().leaving_time(LinkOptions::unlimited), 0ns);
  EXPECT_EQ(LinkOptions().bandwidth(LinkOptions::most_bandwidth).leaving_time(1), 1ns);
  EXPECT_EQ(LinkOptions().bandwidth(LinkOptions::most_bandwidth).leaving_time(LinkOptions::most_bandwidth), 1s);
  EXPECT_EQ(LinkOptions().bandwidth(1'000'000'000).leaving_time(1460), 1460ns);
  EXPECT_EQ(LinkOptions().bandwidth(1).leaving_time(10'000'000'000), Duration::max());
}

TEST_F(LinkTest, WhatWouldArriveBeyondTheEndOfTimeNeverDoes) {
  for (const auto& link : {LinkOptions().latency(Duration::max()), LinkOptions().latency(Duration::max() - 1h),
                           LinkOptions().bandwidth(1).buffer(LinkOptions::unlimited).latency(Duration::max() / 2)}) {
    auto [client, server] = make_stream_pair(context, link);
    read(server);
    write(client, "x");
    client.close();
    if (link.bandwidth()) {
      loop.run_until_idle();
    } else {
      EXPECT_THROW(context.run(), Stalled);
    }
  }
}

}  // namespace
}  // namespace vtime::asio
