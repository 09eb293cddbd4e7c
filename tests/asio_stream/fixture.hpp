/// A context, and what its handlers have to say, with the time.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "asio_stream/stream_headers.hpp"
#include "vtime/duration.hpp"

namespace vtime::asio {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StreamTest : public ::testing::Test {
 protected:
  using Log = std::vector<std::string>;

  void note(const std::string& text) { log.push_back(to_text(loop.moment().at) + ": " + text); }
  static std::string aborted() { return result(net::error::operation_aborted); }
  static std::string result(error_code error) { return error ? " " + error.message() : std::string(" done"); }
  /// A handler that writes down how its operation ended.
  auto noting(const std::string& text) {
    return [this, text](error_code error) { note(text + result(error)); };
  }
  /// The same for a read or a write.
  auto counting(const std::string& text) {
    return [this, text](error_code error, std::size_t count) {
      note(text + (error ? result(error) : " " + std::to_string(count)));
    };
  }

  /// Reads once, with a buffer of its own, and writes down what.
  void read(Stream& stream, std::size_t most = 64) {
    auto memory = std::make_shared<std::string>(most, '?');
    stream.async_read_some(net::buffer(*memory), [this, memory](error_code error, std::size_t count) {
      note("read" + (error ? result(error) : " " + memory->substr(0, count)));
    });
  }
  /// Reads and writes down until an error.
  void read_all(Stream& stream, std::size_t most = 64) {
    auto memory = std::make_shared<std::string>(most, '?');
    stream.async_read_some(net::buffer(*memory), [this, memory, &stream, most](error_code error, std::size_t count) {
      note("read" + (error ? result(error) : " " + memory->substr(0, count)));
      if (!error) read_all(stream, most);
    });
  }
  /// Writes all of it.
  void write(Stream& stream, const std::string& text) {
    auto kept = std::make_shared<std::string>(text);
    net::async_write(stream, net::buffer(*kept), [this, kept](error_code error, std::size_t count) {
      if (error) note("written " + std::to_string(count) + result(error));
    });
  }
  /// Calls `function` when so much time has passed since the start.
  template <typename Function>
  void at(Duration time, Function function) {
    loop.schedule_after(time - loop.elapsed(), std::move(function));
  }

  EventLoop loop;
  Context context{loop};
  Log log;
};

}  // namespace vtime::asio
