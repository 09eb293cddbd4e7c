#pragma once

#include <vector>

namespace vtime::bench {

/// The one in the middle, of an even number the upper one. There has to be at least one.
double median(std::vector<double> numbers);

}  // namespace vtime::bench
