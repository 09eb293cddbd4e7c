/// The chooser of a plain run.
///
///     vtime::SeededChooser chooser(42);
///     vtime::EventLoop loop({.chooser = &chooser});
///     loop.schedule_after(vtime::Range{80ms, 120ms, 1ms}, answer);  // the same delay in every run with 42
#pragma once

#include "vtime/counting_chooser.hpp"
#include "vtime/random.hpp"

namespace vtime {

/// Draws delays, branches and numbers from a seed, one draw per question in the order of asking; ties stay in FIFO
/// order.
class SeededChooser final : public CountingChooser {
 public:
  explicit SeededChooser(std::uint64_t seed) : CountingChooser(false), random_(seed) {}

 protected:
  std::uint64_t choose(QuestionKind kind, std::uint64_t count) override;

 private:
  Random random_;
};

}  // namespace vtime
