/// Updating files in tests.
#pragma once

#include <string>
#include <vector>

#include "scenario/update/update.hpp"

namespace vtime::scenario {

Line seen_line(std::int64_t milliseconds, std::string text, LineKind kind = LineKind::log);

/// The file after an update of its scenarios with what each printed; fails the test where it can't be loaded.
std::string update(const std::string& text, const std::vector<std::vector<Line>>& seen);

}  // namespace vtime::scenario
