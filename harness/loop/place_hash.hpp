/// A hash of a place that is the same in every run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "vtime/place.hpp"

namespace vtime {

/// Leaves out the file, whose address differs from run to run; lines differ enough.
inline std::uint64_t hash_of(const Place& place) noexcept {
  return ((std::uint64_t{place.line} << 32U) | place.column) * 0x9E3779B97F4A7C15ULL;
}

}  // namespace vtime
