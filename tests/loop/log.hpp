/// What the tests of the loop write down: (time since the start, word) in order.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "vtime/event_loop.hpp"

namespace vtime::test {

using Lines = std::vector<std::string>;

/// Notes "10ms: word" lines, and makes callbacks that do so.
class Log {
 public:
  explicit Log(EventLoop& loop) : loop_(loop) {}

  void operator()(const std::string& word) { lines_.push_back(to_text(loop_.elapsed()) + ": " + word); }
  /// A callback that notes `word`.
  auto note(std::string word) {
    return [this, word = std::move(word)] { (*this)(word); };
  }
  /// The lines since the last call.
  Lines take() { return std::exchange(lines_, {}); }

 private:
  EventLoop& loop_;
  Lines lines_;
};

}  // namespace vtime::test
