/// Which expected lines are met by which lines of a transcript that does not match.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime {

struct Alignment {
  std::vector<DiffRow> rows;
  std::uint64_t work = 0;  ///< what it took to find them, in comparisons of two texts
};

/// Rows for all of `items` and `lines`, in the order of both, so that as many expected lines as possible are met; among
/// those as many lines as possible are taken by `...`; and among those as many as possible have the right text at the
/// wrong time. The work is bounded by a multiple of the number of items and lines: where comparing all pairs would take
/// more, stretches are taken apart at lines that occur once on either side, and what is left without such lines is
/// aligned piece by piece.
Alignment align(std::span<const ExpectedItem> items, std::span<const Line> lines);

}  // namespace vtime
