/// The order in which a reader wants to see what differs.
#pragma once

#include <span>
#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime {

/// The rows of an alignment with each stretch of differing ones put in order: an expected line beside the line that
/// came in its place, where one is enough like it, the others by their times. Which rows there are does not change.
std::vector<DiffRow> arrange(std::vector<DiffRow> rows, std::span<const ExpectedItem> items,
                             std::span<const Line> lines);

/// The expected line of a row that has one.
const ExpectedLine* expected_of(const DiffRow& row, std::span<const ExpectedItem> items);

}  // namespace vtime
