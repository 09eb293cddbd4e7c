/// The delays that the workloads schedule with, drawn beforehand so that drawing them costs nothing.
#pragma once

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

std::string_view name_of(Distribution distribution);

class Delays {
 public:
  explicit Delays(Distribution distribution, std::uint64_t seed = 1);
  /// Nanoseconds.
  std::int64_t next() { return delays_[position_++ % count]; }
  void restart() { position_ = 0; }

 private:
  static constexpr std::size_t count = 8192;
  std::vector<std::int64_t> delays_;
  std::size_t position_ = 0;
};

}  // namespace vtime::bench
