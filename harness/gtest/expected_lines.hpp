/// The lines that a test expects, as the judge takes them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "transcript/expectations.hpp"

namespace vtime {

/// Stands for any lines, none included.
constexpr const char* any_lines = "...";

/// `2s: done`, `90ms..110ms: done`, `done` at any time, and `...` for any lines.
std::vector<ExpectedItem> expected_items(std::span<const std::string> lines);

}  // namespace vtime
