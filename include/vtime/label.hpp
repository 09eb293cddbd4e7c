/// How reports name a timer or a callback.
///
///     loop.schedule_after(5s, on_timeout, {.label = "request timeout"});
///     loop.schedule_after(5s, on_timeout, {.label = loop.keep("timeout of " + peer)});
#pragma once

#include <cstddef>
#include <string_view>

namespace vtime {

/// A text that outlives its use: a literal, or one made by EventLoop::keep. It is never copied.
class Label {
 public:
  constexpr Label() = default;
  template <std::size_t N>
  constexpr Label(const char (&literal)[N]) : text_(literal, N - 1) {}  // NOLINT: literals are meant to convert
  /// For a text that the caller keeps until the loop is gone.
  static constexpr Label lasting(std::string_view text) { return Label(text, 0); }

  constexpr std::string_view text() const { return text_; }

 private:
  constexpr Label(std::string_view text, int /*tag*/) : text_(text) {}
  std::string_view text_;
};

}  // namespace vtime
