/// A file descriptor to write text to.
#pragma once

#include <string>
#include <string_view>

namespace vtime::tool {

/// Buffers what it is given. When nobody reads any more (a closed pipe) the rest is dropped without a word; any other
/// error is kept for the end.
class Output {
 public:
  explicit Output(int descriptor) : descriptor_(descriptor) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output() { flush(); }

  void write(std::string_view text);
  void flush();

  /// Nobody reads what is written.
  bool closed() const { return closed_; }
  /// The errno of a write that failed, closed pipes excepted; 0 without one.
  int error() const { return error_; }
  int descriptor() const { return descriptor_; }
  bool is_terminal() const;

 private:
  int descriptor_;
  std::string buffer_;
  bool closed_ = false;
  int error_ = 0;
};

}  // namespace vtime::tool
