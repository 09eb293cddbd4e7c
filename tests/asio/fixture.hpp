/// A context and what its handlers have to say, with the time.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "asio/asio_headers.hpp"
#include "vtime/duration.hpp"

namespace vtime::asio {

using namespace std::chrono_literals;

class AsioTest : public ::testing::Test {
 protected:
  using Log = std::vector<std::string>;

  void note(const std::string& text) { log.push_back(to_text(loop.moment().at) + ": " + text); }
  /// A handler that writes down how its wait ended.
  auto noting(const std::string& text) {
    return [this, text](error_code error) { note(text + (error ? " " + error.message() : "")); };
  }
  /// A function that writes down that it was called.
  auto saying(const std::string& text) {
    return [this, text] { note(text); };
  }

  EventLoop loop;
  Context context{loop};
  Log log;
};

/// What Asio says of an operation that was cancelled.
inline std::string aborted() { return " " + error_code(net::error::operation_aborted).message(); }

}  // namespace vtime::asio
