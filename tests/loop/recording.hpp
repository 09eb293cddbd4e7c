/// A recorder that writes down what it hears, one line each.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "vtime/recorder.hpp"

namespace vtime::test {

inline std::string_view word(DeadlineBase base) {
  switch (base) {
    case DeadlineBase::firing:
      return "firing";
    case DeadlineBase::previous:
      return "previous";
    case DeadlineBase::absolute:
      return "absolute";
  }
  return "?";
}

class Recording final : public Recorder {
 public:
  explicit Recording(EventTable* shared = nullptr) : shared_(shared) {}

  void armed(const Armed& armed) override {
    armings.push_back(armed);
    note("{} arms {} '{}' +{} {} {}", number(armed.armer), number(armed.event), armed.label, to_text(armed.offset),
         word(armed.base), to_text(armed.drawn));
  }
  void cancelled(EventId event, EventId by) override { note("{} cancels {}", number(by), number(event)); }
  void fired(EventId event, Duration now, Duration deadline) override {
    note("{} fires at {}{}", number(event), to_text(now), now > deadline ? " late by " + to_text(now - deadline) : "");
  }
  void returned(EventId event, Duration blocked) override {
    note("{} returns{}", number(event), blocked == Duration::zero() ? "" : " having blocked " + to_text(blocked));
  }
  void clock_read(EventId event, Duration offset) override {
    note("{} reads the clock +{}", number(event), to_text(offset));
  }
  void touched(EventId event, std::uint32_t what, bool written) override {
    note("{} {} {}", number(event), written ? "writes" : "reads", what);
  }
  void driver_limit(Duration until) override { note("driver until {}", to_text(until)); }
  EventTable* events() override { return shared_; }

  /// The lines since the last call.
  std::vector<std::string> take() { return std::exchange(lines_, {}); }

  std::vector<Armed> armings;

 private:
  static std::uint32_t number(EventId event) { return static_cast<std::uint32_t>(event); }

  template <typename... Values>
  void note(fmt::format_string<Values...> text, Values&&... values) {
    lines_.push_back(fmt::format(text, std::forward<Values>(values)...));
  }

  EventTable* shared_;
  std::vector<std::string> lines_;
};

}  // namespace vtime::test
