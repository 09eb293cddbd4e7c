/// A network, and what happens on it, with the time.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "asio_stream/beast_headers.hpp"
#include "vtime/duration.hpp"

namespace vtime::asio {

using namespace std::chrono_literals;
using ::testing::Each;
using ::testing::ElementsAre;

class BeastTest : public ::testing::Test {
 protected:
  void note(const std::string& text) { log.push_back(to_text(loop.moment().at) + ": " + text); }
  static std::string result(const error_code& error) { return error ? " " + error.message() : std::string(" done"); }
  auto noting(const std::string& text) {
    return [this, text](error_code error) { note(text + result(error)); };
  }
  auto counting(const std::string& text) {
    return [this, text](error_code error, std::size_t) { note(text + result(error)); };
  }
  template <typename Function>
  void at(Duration time, Function function) {
    loop.schedule_after(time - loop.elapsed(), std::move(function));
  }

  EventLoop loop;
  Context context{loop};
  std::vector<std::string> log;
};

}  // namespace vtime::asio
