/// How a cost grows with the size of the work.
#pragma once

#include <span>

namespace vtime::bench {

struct Sample {
  double size = 0;
  double cost = 0;
};

/// The e for which cost = c * size^e fits best: least squares of the logarithms. 1 is linear. Samples without a cost
/// are left out.
double growth_exponent(std::span<const Sample> samples);

}  // namespace vtime::bench
