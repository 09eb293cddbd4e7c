#include "growth.hpp"

#include <cmath>

namespace vtime::bench {

double growth_exponent(std::span<const Sample> samples) {
  double count = 0;
  double sum_x = 0;
  double sum_y = 0;
  double sum_xx = 0;
  double sum_xy = 0;
  for (const Sample& sample : samples) {
    if (sample.cost <= 0) continue;
    const double x = std::log(sample.size);
    const double y = std::log(sample.cost);
    count += 1;
    sum_x += x;
    sum_y += y;
    sum_xx += x * x;
    sum_xy += x * y;
  }
  return (count * sum_xy - sum_x * sum_y) / (count * sum_xx - sum_x * sum_x);
}

}  // namespace vtime::bench
