/// The one object that decides wherever an execution is free to go several ways.
///
/// A plain run takes the default answers or seeded ones, a replay gives recorded answers, an exploration enumerates
/// them. Nothing else in the library draws or decides.
///
///     vtime::SeededChooser chooser(42);  // one of those that are there
///     vtime::EventLoop loop({.chooser = &chooser});
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "vtime/event_id.hpp"
#include "vtime/place.hpp"
#include "vtime/range.hpp"

namespace vtime {

/// What is asked: by which event, its how-manieth question, where in the source, about what.
struct Question {
  EventId asker = EventId::main;
  std::uint32_t ordinal = 0;
  Place place;
  std::string_view label;
};

/// One callback that may run next. Candidates of one lane keep their order among themselves: only the first of a lane
/// is offered.
struct Candidate {
  EventId event = EventId::main;
  std::uint32_t lane = 0;
  Place place;
  std::string_view label;
};

class Chooser {
 public:
  virtual ~Chooser() = default;

  /// A delay out of `range`; asked only when its ends differ.
  virtual Duration duration(const Question& question, const Range& range) = 0;
  /// The index of the callback to run next; asked only when decides_order(), with two or more candidates in FIFO
  /// order, 0 being the default.
  virtual std::size_t next(std::span<const Candidate> candidates) = 0;
  /// One of `count` branches (at least 1) of a `choose`.
  virtual std::size_t branch(const Question& question, std::size_t count) = 0;
  /// A number in [0, bound); `bound` 0 stands for 2^64.
  virtual std::uint64_t number(const Question& question, std::uint64_t bound) = 0;

  /// Whether next() is to be asked at all; a loop reads it once, when it is given the chooser.
  bool decides_order() const { return decides_order_; }

 protected:
  explicit Chooser(bool decides_order) : decides_order_(decides_order) {}

 private:
  bool decides_order_;
};

}  // namespace vtime
