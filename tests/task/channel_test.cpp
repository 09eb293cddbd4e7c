// Channels: values go from coroutine to coroutine, first in, first out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "task/support.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

Task<void> sends(Log& log, Channel<int>& channel, int first, int last) {
  for (int value = first; value <= last; ++value) {
    co_await channel.send(value);
    log("sent " + std::to_string(value));
  }
}

Task<void> receives(Log& log, Channel<int>& channel, std::string name = "got") {
  while (const std::optional<int> value = co_await channel.receive()) {
    log(name + " " + std::to_string(*value));
  }
  log(name + " the end");
}

TEST(Channel, ABoundedOneMakesSendersWaitWhileItIsFull) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(2);
  spawn(loop, sends(log, channel, 1, 4));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: sent 1", "0s: sent 2"));
  EXPECT_EQ(channel.size(), 2U);
  EXPECT_EQ(channel.try_receive(), 1);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: sent 3"));
  EXPECT_EQ(channel.try_receive(), 2);
  EXPECT_EQ(channel.try_receive(), 3);
  EXPECT_EQ(channel.try_receive(), 4);
  EXPECT_EQ(channel.try_receive(), std::nullopt);
}

TEST(Channel, OfCapacityZeroASenderWaitsUntilItsValueIsReceived) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(0);
  spawn(loop, sends(log, channel, 1, 2));
  loop.advance_by(1s);
  EXPECT_THAT(log.take(), ElementsAre());
  EXPECT_EQ(channel.try_receive(), 1);
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1s: sent 1"));
  EXPECT_EQ(channel.try_receive(), 2);
}

TEST(Channel, OfCapacityZeroGivesTheValueToOneWhoWaits) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(0);
  EXPECT_FALSE(channel.try_send(1)) << "nobody waits";
  spawn(loop, receives(log, channel));
  loop.run_ready();
  EXPECT_TRUE(channel.try_send(2));
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("0s: got 2"));
}

TEST(Channel, AnUnboundedOneNeverMakesSendersWait) {
  EventLoop loop;
  Channel<int> channel(unbounded);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(channel.try_send(i));
  EXPECT_EQ(channel.size(), 1000U);
}

TEST(Channel, ReceiversAreServedInTheOrderOfComing) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(8);
  for (const char* name : {"a", "b"}) spawn(loop, receives(log, channel, name));
  loop.run_ready();
  for (int i = 1; i <= 3; ++i) {
    channel.try_send(i);
    loop.run_ready();
  }
  EXPECT_THAT(log.take(), ElementsAre("0s: a 1", "0s: b 2", "0s: a 3"));
}

TEST(Channel, SendersAreServedInTheOrderOfComing) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(1);
  spawn(loop, sends(log, channel, 1, 2));
  spawn(loop, sends(log, channel, 10, 11));
  spawn(loop, receives(log, channel));
  loop.run_until_idle();
  channel.close();
  loop.run_until_idle();
  std::string received;
  for (const std::string& line : log.take()) {
    if (line.find("got") != std::string::npos) received += line.substr(8) + ";";
  }
  EXPECT_EQ(received, "1;10;2;11;the end;");
}

TEST(Channel, WhatIsInAClosedOneCanStillBeReceived) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(2);
  channel.try_send(1);
  channel.try_send(2);
  channel.close();
  EXPECT_TRUE(channel.is_closed());
  loop.run(receives(log, channel));
  EXPECT_THAT(log.take(), ElementsAre("0s: got 1", "0s: got 2", "0s: got the end"));
}

TEST(Channel, ClosingEndsThoseWhoWaitToReceive) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(0);
  for (const char* name : {"a", "b"}) spawn(loop, receives(log, channel, name));
  loop.schedule_after(1s, [&] { channel.close(); });
  loop.run_until_idle();
  EXPECT_THAT(log.take(), ElementsAre("1s: a the end", "1s: b the end"));
}

TEST(Channel, SendingIntoAClosedOneIsAnError) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(0, "jobs");
  const auto waiting = spawn(loop, sends(log, channel, 1, 1));
  loop.run_ready();
  channel.close();
  EXPECT_FALSE(channel.try_send(2));
  loop.run_until_idle();
  EXPECT_THROW(waiting.get(), ChannelClosed);
  EXPECT_THROW(loop.run(sends(log, channel, 2, 2)), ChannelClosed);
}

TEST(Channel, ACancelledSenderHasNotSent) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(0);
  const auto first = spawn(loop, sends(log, channel, 1, 1));
  const auto second = spawn(loop, sends(log, channel, 2, 2));
  loop.run_ready();
  first.cancel();
  EXPECT_EQ(channel.try_receive(), 2);
  EXPECT_EQ(channel.try_receive(), std::nullopt);
  loop.run_until_idle();
  EXPECT_THROW(first.get(), Cancelled);
}

TEST(Channel, ACancelledReceiverTakesNothing) {
  EventLoop loop;
  Log log(loop);
  Channel<int> channel(1);
  const auto receiver = spawn(loop, receives(log, channel));
  loop.run_ready();
  receiver.cancel();
  EXPECT_TRUE(channel.try_send(1));
  loop.run_until_idle();
  EXPECT_EQ(channel.try_receive(), 1);
}

TEST(Channel, CarriesValuesThatCanOnlyBeMoved) {
  EventLoop loop;
  Channel<std::unique_ptr<int>> channel(0);
  const auto produces = [](Channel<std::unique_ptr<int>>& boxes) -> Task<void> {
    co_await boxes.send(std::make_unique<int>(5));
  };
  const auto consumes = [](Channel<std::unique_ptr<int>>& boxes) -> Task<int> {
    auto box = co_await boxes.receive();
    co_return **box;
  };
  spawn(loop, produces(channel));
  EXPECT_EQ(loop.run(consumes(channel)), 5);
}

TEST(Channel, AValueThatWasNotSentIsLeftAsItIs) {
  Channel<std::unique_ptr<int>> channel(0);
  auto box = std::make_unique<int>(5);
  EXPECT_FALSE(channel.try_send(std::move(box)));
  EXPECT_EQ(*box, 5);  // NOLINT: this is what is tested
}

}  // namespace
}  // namespace vtime::test
