/// The transcript: what a run printed, line by line, each with its virtual time.
///
///     vtime::EventLoop loop;
///     vtime::Transcript log(loop);
///     loop.schedule_after(2s, [&] { log("attempt {} failed", 3); });
///     loop.run_until_idle();
///     log.text()   // "2s: attempt 3 failed\n"
#pragma once

#include <fmt/core.h>

#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "vtime/line.hpp"
#include "vtime/moment.hpp"

namespace vtime {

/// A format string, and where it was written.
template <typename... T>
struct PlacedFormat {
  template <typename Text>
  consteval PlacedFormat(const Text& text, Place where = Place::here())  // NOLINT: literals are meant to convert
      : format(text), place(where) {}

  fmt::format_string<T...> format;
  Place place;
};

/// Keeps the lines that a program under test logs. It belongs to the thread of its loop, which must live as long as
/// lines are added.
class Transcript {
 public:
  /// `loop` is an EventLoop, or whatever else tells the Moment.
  template <typename Loop>
  requires requires(const Loop& loop) { Moment(loop.moment()); }
  explicit Transcript(const Loop& loop)
      : loop_(&loop), moment_of_([](const void* any) { return static_cast<const Loop*>(any)->moment(); }) {}

  /// Adds what fmt::format makes of the arguments, at the loop's time.
  template <typename... T>
  void operator()(std::type_identity_t<PlacedFormat<T...>> format, T&&... arguments) {
    add(fmt::vformat(format.format, fmt::make_format_args(arguments...)), LineKind::log, format.place);
  }

  /// Adds `text` at the loop's time; a text with line breaks makes one line each.
  void add(std::string_view text, LineKind kind = LineKind::log, Place place = Place::here());

  std::span<const Line> lines() const { return lines_; }
  bool empty() const { return lines_.empty(); }
  void clear() { lines_.clear(); }

  /// Every line as `TIME: TEXT`, in the way of a scenario's `expect`.
  std::string text() const;

 private:
  const void* loop_;  ///< of a type that only moment_of_ knows: transcripts know nothing of loops
  Moment (*moment_of_)(const void*);
  std::vector<Line> lines_;
};

}  // namespace vtime
