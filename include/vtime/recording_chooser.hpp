/// Keeps the answers of another chooser.
///
///     vtime::SeededChooser draws(7);
///     vtime::RecordingChooser chooser(draws);
///     vtime::EventLoop loop({.chooser = &chooser});
///     ...
///     vtime::ReplayChooser again(chooser.choices());
#pragma once

#include "vtime/choices.hpp"
#include "vtime/chooser.hpp"

namespace vtime {

/// Passes every question on and notes the answer, so that the run can be repeated with a ReplayChooser.
class RecordingChooser final : public Chooser {
 public:
  explicit RecordingChooser(Chooser& others) : Chooser(true), others_(others) {}

  const Choices& choices() const { return choices_; }

  Duration duration(const Question& question, const Range& range) override;
  std::size_t next(std::span<const Candidate> candidates) override;
  std::size_t branch(const Question& question, std::size_t count) override;
  std::uint64_t number(const Question& question, std::uint64_t bound) override;

 private:
  Chooser& others_;
  Choices choices_;
};

}  // namespace vtime
