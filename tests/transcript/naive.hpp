/// What the automaton and the alignment should say, by trying everything.
#pragma once

#include <cstddef>
#include <span>
#include <tuple>
#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime::testing {

bool naive_matches(std::span<const ExpectedItem> items, std::span<const Line> lines);

/// Lines met, lines taken by `...`, pairs with the right text at the wrong time.
struct Score {
  std::size_t met = 0;
  std::size_t taken = 0;
  std::size_t wrong_times = 0;
  friend auto operator<=>(const Score&, const Score&) = default;
};

/// The best that an alignment can do. Wrong times within an any_order are not counted.
Score naive_best(std::span<const ExpectedItem> items, std::span<const Line> lines);

/// What `rows` do, after checking that they are an alignment of all of `items` and `lines`.
Score score_of(const std::vector<DiffRow>& rows, std::span<const ExpectedItem> items, std::span<const Line> lines);

}  // namespace vtime::testing
