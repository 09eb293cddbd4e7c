/// Finds out whether a program depends on the order of simultaneous callbacks.
///
///     vtime::SeededChooser draws(0);
///     vtime::ShuffleChooser chooser(draws, 42);
///     vtime::EventLoop loop({.chooser = &chooser});
#pragma once

#include "vtime/chooser.hpp"
#include "vtime/random.hpp"

namespace vtime {

/// Takes ties in an order drawn from a seed of its own; all other questions go to another chooser, whose answers are
/// thus what they are without shuffling.
class ShuffleChooser final : public Chooser {
 public:
  ShuffleChooser(Chooser& others, std::uint64_t seed) : Chooser(true), others_(others), random_(seed) {}

  Duration duration(const Question& question, const Range& range) override { return others_.duration(question, range); }
  std::size_t next(std::span<const Candidate> candidates) override;
  std::size_t branch(const Question& question, std::size_t count) override { return others_.branch(question, count); }
  std::uint64_t number(const Question& question, std::uint64_t bound) override {
    return others_.number(question, bound);
  }

 private:
  Chooser& others_;
  Random random_;
};

}  // namespace vtime
