/// Which expected lines are met by which lines of a transcript that does not match.
#pragma once

#include <span>
#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime {

/// Rows for all of `items` and `lines`, in the order of both, so that as many expected lines as possible are met; among
/// those as many lines as possible are taken by `...`; and among those as many as possible have the right text at the
/// wrong time. Bounded in time and memory: long stretches are taken apart at lines that occur once on either side, and
/// what is left without such lines is aligned piece by piece.
std::vector<DiffRow> align(std::span<const ExpectedItem> items, std::span<const Line> lines);

}  // namespace vtime
