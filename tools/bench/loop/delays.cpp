#include "loop/delays.hpp"

#include <array>
#include <cmath>
#include <stdexcept>
#include <string>

#include "vtime/random.hpp"

namespace vtime::bench {
namespace {

constexpr double second = 1e9;
constexpr std::array<std::int64_t, 10> round_values{1, 5, 10, 50, 100, 250, 1000, 5000, 10'000, 30'000};

/// In (0, 1].
double unit(Random& random) { return (static_cast<double>(random.next() >> 11U) + 1) * 0x1p-53; }

double draw(Distribution distribution, Random& random) {
  switch (distribution) {
    case Distribution::uniform:
      return unit(random) * 2 * second;
    case Distribution::exponential:
      return -std::log(unit(random)) * second;
    case Distribution::bimodal:
      return (random.below(10) == 0 ? 10 : 0.01) * second * (0.5 + unit(random));
    case Distribution::camel:
      return (random.below(2) == 0 ? 0.2 : 1.8) * second * (0.9 + 0.2 * unit(random));
    case Distribution::round:
      return static_cast<double>(round_values[random.below(round_values.size())]) * 1e6;
  }
  return 0;
}

}  // namespace

std::string_view name_of(Distribution distribution) {
  switch (distribution) {
    case Distribution::uniform:
      return "uniform";
    case Distribution::exponential:
      return "exponential";
    case Distribution::bimodal:
      return "bimodal";
    case Distribution::camel:
      return "camel";
    case Distribution::round:
      return "round";
  }
  return "";
}

Distribution distribution_of(std::string_view name) {
  for (const Distribution distribution : all_distributions) {
    if (name_of(distribution) == name) return distribution;
  }
  throw std::invalid_argument("no distribution: " + std::string(name));
}

std::vector<std::int64_t> draw_delays(Distribution distribution) {
  Random random(1);
  std::vector<std::int64_t> delays(delay_count);
  for (std::int64_t& delay : delays) delay = static_cast<std::int64_t>(draw(distribution, random)) + 1;
  return delays;
}

Delays::Delays(Distribution distribution, std::int64_t tick) : delays_(draw_delays(distribution)) {
  for (std::int64_t& delay : delays_) delay = (delay + tick - 1) / tick * tick;
}

}  // namespace vtime::bench
