/// The random numbers of the library: the same from one seed on every machine.
///
///     vtime::Random random(42);
///     const std::uint64_t die = 1 + random.below(6);
#pragma once

#include <array>
#include <cstdint>

namespace vtime {

/// xoshiro256** seeded by SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept;

  /// 64 random bits.
  std::uint64_t next() noexcept;
  /// A number in [0, bound): the high 64 bits of next() times `bound`. 0 stands for 2^64.
  std::uint64_t below(std::uint64_t bound) noexcept;

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace vtime
