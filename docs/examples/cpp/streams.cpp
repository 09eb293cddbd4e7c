// begin: component
#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <functional>
#include <string>
#include <utility>

namespace net = boost::asio;
using namespace std::chrono_literals;

/// Asks a server one question, and gives up after ten seconds.
template <typename Stream, typename Timer>  // in production: tcp::socket, steady_timer
class Question {
 public:
  Question(Stream stream, std::function<void(std::string)> done)
      : stream_(std::move(stream)), timer_(stream_.get_executor()), done_(std::move(done)) {}

  void ask(std::string text) {
    text_ = std::move(text);
    timer_.expires_after(10s);
    timer_.async_wait([this](auto error) {
      if (!error) stream_.close();  // which ends the read with operation_aborted
    });
    net::async_write(stream_, net::buffer(text_), [](auto, std::size_t) {});
    net::async_read_until(stream_, net::dynamic_buffer(answer_), '\n', [this](auto error, std::size_t size) {
      timer_.cancel();
      done_(error ? error.message() : answer_.substr(0, size - 1));
    });
  }

 private:
  Stream stream_;
  Timer timer_;
  std::function<void(std::string)> done_;
  std::string text_;
  std::string answer_;
};
// end: component

// begin: answer
#include <vtime/asio.hpp>
#include <vtime/asio/stream_pair.hpp>
#include <vtime/gtest.hpp>

using vtime::asio::LinkOptions;
using vtime::asio::Stream;

class StreamTest : public vtime::Test {
 protected:
  vtime::asio::Context context{loop};
};

TEST_F(StreamTest, AnAnswerTakesARoundTrip) {
  auto [client, server] = vtime::asio::make_stream_pair(context, LinkOptions().latency(40ms));
  Question<Stream, vtime::asio::steady_timer> question(std::move(client), [&](auto text) { log("{}", text); });
  question.ask("what time is it?\n");

  std::string heard;
  net::async_read_until(server, net::dynamic_buffer(heard), '\n', [&, &server = server](auto, std::size_t) {
    log("the server was asked");
    net::async_write(server, net::buffer("noon\n", 5), [](auto, std::size_t) {});
  });
  context.run();
  EXPECT_THAT(log, vtime::TranscriptIs({"40ms: the server was asked", "80ms: noon"}));
}
// end: answer

// begin: stall
TEST_F(StreamTest, AQuestionIsGivenUpWhenTheServerStalls) {
  auto [client, server] = vtime::asio::make_stream_pair(context, LinkOptions().latency(40ms));
  const vtime::asio::Connection connection = client.connection();  // stays with the test
  Question<Stream, vtime::asio::steady_timer> question(std::move(client), [&](auto text) { log("{}", text); });
  question.ask("what time is it?\n");

  connection.stall();
  context.run();
  EXPECT_THAT(log, vtime::TranscriptIs({"10s: Operation canceled"}));
}
// end: stall

// begin: half_close
TEST_F(StreamTest, AnUploadIsAnsweredWhenItsEndIsRead) {
  auto [client, server] = vtime::asio::make_stream_pair(context, LinkOptions().latency(40ms).bandwidth(1000));
  const std::string upload(500, 'x');
  net::async_write(client, net::buffer(upload), [&, &client = client](auto, std::size_t) {
    client.shutdown(net::socket_base::shutdown_send);  // nothing more to say, but still listening
  });

  std::string received;
  net::async_read(server, net::dynamic_buffer(received), [&, &server = server](auto error, std::size_t size) {
    log("{} bytes, then {}", size, error.message());
    net::async_write(server, net::buffer("thanks", 6), [](auto, std::size_t) {});
  });

  std::string answer(6, ' ');
  net::async_read(client, net::buffer(answer), [&](auto, std::size_t) { log("{}", answer); });
  context.run();
  // 500 bytes at 1000 bytes/s and 40 ms of latency; back, 6 ms and 40 ms.
  EXPECT_THAT(log, vtime::TranscriptIs({"540ms: 500 bytes, then End of file", "586ms: thanks"}));
}
// end: half_close
