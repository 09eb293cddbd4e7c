/// A string of the program: UTF-8.
#pragma once

#include <string>
#include <utility>

#include "scenario/runtime/object.hpp"

namespace vtime::scenario {

class StringObject final : public Object {
 public:
  /// One string may be this long.
  static constexpr std::size_t longest = std::size_t{16} << 20;

  explicit StringObject(std::string text) : text_(std::move(text)) { resize(sizeof(StringObject) + text_.capacity()); }
  void clear() noexcept override {}

  const std::string& text() const { return text_; }
  /// Only for a string that nothing else refers to.
  void extend(const std::string& more);

 private:
  std::string text_;
};

/// Throws a Fault for a text that is longer than StringObject::longest.
void check_length(std::size_t length);

}  // namespace vtime::scenario
