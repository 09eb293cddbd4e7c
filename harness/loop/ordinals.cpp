#include "loop/ordinals.hpp"

#include "loop/place_hash.hpp"

namespace vtime {

std::uint32_t Ordinals::next(const Place& place) {
  Count& count = counts_[place];
  if (count.stamp != stamp_) count = Count{stamp_, 0};
  return count.next++;
}

std::size_t Ordinals::Hash::operator()(const Place& place) const noexcept { return hash_of(place); }

}  // namespace vtime
