// Streams as Asio's operations, tokens and executors see them.
#include "asio_stream/fixture.hpp"

namespace vtime::asio {
namespace {

class OperationsTest : public StreamTest {};

TEST_F(OperationsTest, OperationsOfOneKindAreServedInOrder) {
  auto [client, server] = make_stream_pair(context);
  read(server, 2);
  read(server, 2);
  read(server, 2);
  write(client, "012345");
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: read 01", "0s: read 23", "0s: read 45"));
}

TEST_F(OperationsTest, EmptyBuffersEndAtOnceEvenBehindAPendingRead) {
  auto [client, server] = make_stream_pair(context);
  read(client);
  client.async_read_some(net::mutable_buffer(), counting("empty read"));
  client.async_write_some(net::const_buffer(), counting("empty write"));
  EXPECT_THROW(context.run(), Stalled);
  EXPECT_THAT(log, ElementsAre("0s: empty read 0", "0s: empty write 0"));
}

TEST_F(OperationsTest, BufferSequencesAreScatteredAndGathered) {
  auto [client, server] = make_stream_pair(context);
  std::string one = "ab", two = "cdef", three(3, '?'), four(3, '?');
  client.async_write_some(std::array<net::const_buffer, 2>{net::buffer(one), net::buffer(two)}, counting("write"));
  server.async_read_some(std::array<net::mutable_buffer, 2>{net::buffer(three), net::buffer(four)}, counting("read"));
  context.run();
  EXPECT_THAT(log, ElementsAre("0s: write 6", "0s: read 6"));
  EXPECT_EQ(three + four, "abcdef");
}

TEST_F(OperationsTest, CancelEndsWhatIsPending) {
  auto [client, server] = make_stream_pair(context, LinkOptions().buffer(1));
  read(client);
  write(client, "0123");
  at(5ms, [&client = client] { client.cancel(); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("5ms: read" + aborted(), "5ms: written 1" + aborted()));
  EXPECT_TRUE(client.is_open());
}

TEST_F(OperationsTest, AMovedStreamTakesItsOperationsAlong) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(1ms));
  read(server);
  Stream moved(std::move(server));
  EXPECT_FALSE(server.is_open());  // NOLINT: a moved stream is as if it had just been made
  write(client, "ping");
  context.run();
  EXPECT_THAT(log, ElementsAre("1ms: read ping"));
}

TEST_F(OperationsTest, HandlersRunOnTheirOwnExecutors) {
  auto [client, server] = make_stream_pair(context);
  auto strand = net::make_strand(context.get_executor());
  bool on_strand = false;
  std::array<char, 4> memory{};
  server.async_read_some(net::buffer(memory), net::bind_executor(strand, [&](error_code, std::size_t) {
                           on_strand = strand.running_in_this_thread();
                         }));
  write(client, "ping");
  context.run();
  EXPECT_TRUE(on_strand);
}

TEST_F(OperationsTest, StreamsOfTheConcreteExecutorConvert) {
  using Concrete = BasicStream<Executor>;
  static_assert(std::is_same_v<Stream::rebind_executor<Executor>::other, Concrete>);
  Concrete concrete(context);
  Stream any(std::move(concrete));
  EXPECT_EQ(any.get_executor(), net::any_io_executor(context.get_executor()));
}

TEST_F(OperationsTest, PendingOperationsAreDestroyedWithTheContext) {
  auto owned = std::make_shared<int>(1);
  const std::weak_ptr<int> seen = owned;
  {
    EventLoop other_loop;
    Context other(other_loop);
    auto pair = std::make_shared<std::pair<Stream, Stream>>(make_stream_pair(other));
    auto memory = std::make_shared<std::string>(10, '?');
    // The handler owns the stream that it waits for.
    pair->first.async_read_some(net::buffer(*memory),
                                [pair, memory, owned = std::move(owned)](error_code, std::size_t) {});
    other_loop.run_ready();
  }
  EXPECT_TRUE(seen.expired());
}

TEST_F(OperationsTest, TwoContextsOnOneLoopMayMeet) {
  Context other(loop);
  auto [client, server] = make_stream_pair(context, other, LinkOptions().latency(1ms), LinkOptions().latency(1ms));
  read(server);
  write(client, "ping");
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("1ms: read ping"));
}

TEST_F(OperationsTest, ContextsOnTwoLoopsMayNotMeet) {
  EventLoop other_loop;
  Context other(other_loop);
  EXPECT_THROW(make_stream_pair(context, other, LinkOptions(), LinkOptions()), InvalidArgument);
}

TEST_F(OperationsTest, AStreamOnAContextOfRealTimeIsRefused) {
  net::io_context real;
  EXPECT_THROW(Stream stream(real), ForeignContext);
}

net::awaitable<void> echo(Stream stream) {
  std::string text;
  co_await net::async_read_until(stream, net::dynamic_buffer(text), '\n', net::use_awaitable);
  co_await net::async_write(stream, net::buffer(text), net::use_awaitable);
}

net::awaitable<void> ask(Stream stream, std::string* answer) {
  const std::string question = "hello\n";
  co_await net::async_write(stream, net::buffer(question), net::use_awaitable);
  co_await net::async_read_until(stream, net::dynamic_buffer(*answer), '\n', net::use_awaitable);
}

TEST_F(OperationsTest, CoroutinesAwaitComposedOperations) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(25ms).fragments(1));
  std::string answer;
  net::co_spawn(context, echo(std::move(server)), net::detached);
  net::co_spawn(context, ask(std::move(client), &answer), net::detached);
  context.run();
  EXPECT_EQ(answer, "hello\n");
  EXPECT_EQ(loop.elapsed(), 50ms);
}

#if defined(VTIME_ASIO_HAS_SLOTS)
TEST_F(OperationsTest, ACancellationSlotEndsItsOperationAlone) {
  auto [client, server] = make_stream_pair(context, LinkOptions().latency(30ms));
  std::array<char, 8> first{};
  net::cancellation_signal signal;
  server.async_read_some(net::buffer(first), net::bind_cancellation_slot(signal.slot(), counting("first")));
  read(server);
  write(client, "ping");
  at(10ms, [&] { signal.emit(net::cancellation_type::total); });
  at(50ms, [&] { signal.emit(net::cancellation_type::total); });
  loop.run_until_idle();
  EXPECT_THAT(log, ElementsAre("10ms: first" + aborted(), "30ms: read ping"));
}

net::awaitable<void> read_or_give_up(Stream stream, Duration patience, std::vector<std::string>* log) {
  using net::experimental::awaitable_operators::operator||;
  std::array<char, 8> memory{};
  steady_timer timer(co_await net::this_coro::executor, patience);
  auto either = stream.async_read_some(net::buffer(memory), net::use_awaitable) || timer.async_wait(net::use_awaitable);
  const auto result = co_await std::move(either);
  log->push_back(result.index() == 0 ? "read" : "gave up");
}

TEST_F(OperationsTest, AReadMayRaceATimer) {
  for (const Duration patience : {29ms, 31ms}) {
    auto [client, server] = make_stream_pair(context, LinkOptions().latency(30ms));
    write(client, "ping");
    net::co_spawn(context, read_or_give_up(std::move(server), patience, &log), net::detached);
    context.run();
    context.restart();
  }
  EXPECT_THAT(log, ElementsAre("gave up", "read"));
}
#endif

}  // namespace
}  // namespace vtime::asio
