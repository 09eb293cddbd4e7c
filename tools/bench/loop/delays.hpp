/// The delays that the workloads schedule with, drawn beforehand so that drawing them costs nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace vtime::bench {

enum class Distribution : std::uint8_t {
  uniform,      ///< 0 to 2 s
  exponential,  ///< 1 s on average
  bimodal,      ///< nine of ten about 10 ms, the others about 10 s
  camel,        ///< two humps of equal weight, at 0.2 s and 1.8 s
  round,        ///< what programs write: 1 ms to 30 s, nothing between
};

inline constexpr std::array all_distributions{Distribution::uniform, Distribution::exponential, Distribution::bimodal,
                                              Distribution::camel, Distribution::round};

std::string_view name_of(Distribution distribution);
/// Throws std::invalid_argument.
Distribution distribution_of(std::string_view name);

/// A power of two, so that going around takes no division.
inline constexpr std::size_t delay_count = 8192;
/// Nanoseconds, so many of them, the same in every run.
std::vector<std::int64_t> draw_delays(Distribution distribution);

/// Gives them one after the other, again and again, each rounded up to a multiple of a tick.
class Delays {
 public:
  Delays(Distribution distribution, std::int64_t tick);
  std::int64_t next() { return delays_[position_++ % delay_count]; }

 private:
  std::vector<std::int64_t> delays_;
  std::size_t position_ = 0;
};

}  // namespace vtime::bench
