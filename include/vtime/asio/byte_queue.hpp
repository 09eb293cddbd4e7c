/// Bytes that have arrived and wait to be read.
#pragma once

#include <cstddef>
#include <string>
#include <utility>

namespace vtime::asio {

class ByteQueue {
 public:
  bool empty() const noexcept { return size() == 0; }
  std::size_t size() const noexcept { return bytes_.size() - begin_; }
  char* data() noexcept { return bytes_.data() + begin_; }

  void append(std::string&& bytes) {
    if (empty()) {
      bytes_ = std::move(bytes);
      begin_ = 0;
    } else {
      bytes_ += bytes;
    }
  }
  /// Drops the first `count` bytes. Room is given back when half of it is unused, so that many small reads cost little.
  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ * 2 < bytes_.size()) return;
    bytes_.erase(0, begin_);
    begin_ = 0;
  }
  void clear() noexcept {
    bytes_.clear();
    begin_ = 0;
  }

 private:
  std::string bytes_;
  std::size_t begin_ = 0;
};

}  // namespace vtime::asio
