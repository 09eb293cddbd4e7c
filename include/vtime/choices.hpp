/// The answers that a run got from its chooser: enough to run it again in the same way.
///
///     for (const vtime::Choice& choice : chooser.choices()) fmt::print("{} of {}\n", choice.answer, choice.count);
#pragma once

#include <cstdint>
#include <vector>

#include "vtime/counting_chooser.hpp"

namespace vtime {

struct Choice {
  QuestionKind kind{};
  std::uint64_t count = 0;   ///< how many answers the question allowed; 0 stands for 2^64
  std::uint64_t answer = 0;  ///< the one given, below `count`
  friend bool operator==(const Choice&, const Choice&) = default;
};

/// In the order of asking.
using Choices = std::vector<Choice>;

}  // namespace vtime
