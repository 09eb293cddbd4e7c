/// Which entries of a transcript stay when it is updated, and which lines are written in place of the others.
#pragma once

#include <span>
#include <vector>

#include "transcript/expectations.hpp"

namespace vtime::scenario {

/// The new transcript, in order: an entry that stays as it is, or an actual line.
struct UpdateStep {
  enum class Kind : std::uint8_t { keep, write };
  Kind kind{};
  std::size_t index = 0;  ///< of the entry, or of the line
  friend bool operator==(const UpdateStep&, const UpdateStep&) = default;
};

/// Entries that match stay, `...` always; an `any_order` stays as a whole or not at all. Empty lines and entries give
/// an empty plan.
std::vector<UpdateStep> plan_update(const std::vector<ExpectedItem>& items, std::span<const Line> lines);

}  // namespace vtime::scenario
