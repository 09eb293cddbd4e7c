/// The chooser of a plain run.
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
