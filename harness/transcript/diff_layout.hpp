/// The rows of a difference in columns.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "transcript/diff_rows.hpp"
#include "transcript/ink.hpp"

namespace vtime {

/// One line for each side: `-` what was expected, `+` what came.
std::string unified(const std::vector<ShownRow>& rows, std::size_t width, const Ink& ink);

/// Expected on the left, actual on the right: `|` between what differs, `<` and `>` where one side has nothing.
std::string side_by_side(const std::vector<ShownRow>& rows, std::size_t width, const Ink& ink);

}  // namespace vtime
