/// Runs an execution again.
///
///     vtime::ReplayChooser chooser(recording.choices());
///     vtime::EventLoop loop({.chooser = &chooser});  // goes the way that the recorded run went
#pragma once

#include <cstddef>
#include <utility>

#include "vtime/choices.hpp"
#include "vtime/counting_chooser.hpp"

namespace vtime {

/// Gives recorded answers. When the run asks something else than was recorded, it throws InvalidChoice: it is not the
/// same program. Questions beyond the recorded ones get the default answer, 0.
class ReplayChooser final : public CountingChooser {
 public:
  explicit ReplayChooser(Choices choices) : CountingChooser(true), choices_(std::move(choices)) {}

  /// Whether all recorded answers have been given.
  bool exhausted() const { return asked_ >= choices_.size(); }

 protected:
  std::uint64_t choose(QuestionKind kind, std::uint64_t count) override;

 private:
  Choices choices_;
  std::size_t asked_ = 0;
};

}  // namespace vtime
