/// Counts how often one event arms something at each place.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "vtime/place.hpp"

namespace vtime {

/// The memory is bounded by the number of places, not of events: counts are stamped with the event they belong to.
class Ordinals {
 public:
  /// Begins to count for another event.
  void restart() { ++stamp_; }
  /// 0 for the first arming at `place`, and so on.
  std::uint32_t next(const Place& place);

 private:
  struct Hash {
    std::size_t operator()(const Place& place) const noexcept;
  };
  struct Count {
    std::uint64_t stamp = 0;
    std::uint32_t next = 0;
  };
  std::unordered_map<Place, Count, Hash> counts_;  // never iterated
  std::uint64_t stamp_ = 0;
};

}  // namespace vtime
