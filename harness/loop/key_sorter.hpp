/// Sorts the keys of a stretch of time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "loop/key_list.hpp"
#include "vtime/loop/timer_key.hpp"

namespace vtime {

/// The keys of a stretch of time, in the order of smaller stretches within it.
struct KeyStretch {
  KeyList keys;  ///< those of one deadline in their order
  std::uint64_t first = 0;
  std::uint64_t last = 0;   ///< no deadline is outside [first, last]
  std::size_t largest = 0;  ///< how many keys there are in the smaller stretch that has most
};

class KeySorter {
 public:
  /// Writes the keys to `sorted`, which has room for just as many, and gives their blocks back to `pool`.
  void sort(KeyStretch& stretch, std::span<TimerKey> sorted, KeyBlockPool& pool);

 private:
  std::uint32_t scatter(KeyStretch& stretch, TimerKey* sorted, KeyBlockPool& pool);

  std::vector<std::uint32_t> places_;  ///< reused: where the next key with that digit goes
};

}  // namespace vtime
