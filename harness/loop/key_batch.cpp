#include "loop/key_batch.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace vtime {
namespace {

/// Cheap where few keys are out of place, and by little.
void insertion_sort(TimerKey* begin, TimerKey* end) {
  for (TimerKey* next = begin + 1; next < end; ++next) {
    const TimerKey key = *next;
    TimerKey* place = next;
    for (; place != begin && key < place[-1]; --place) *place = place[-1];
    *place = key;
  }
}

}  // namespace

void KeyBatch::fill(KeyList& keys, std::uint64_t first, std::uint64_t last, KeyBlockPool& pool) {
  // Digits of the deadline as many as make about two of them for each key: then hardly any two keys share one.
  const auto digit_bits = static_cast<unsigned>(std::bit_width(keys.size));
  const auto bits = static_cast<unsigned>(std::bit_width(last - first));
  next_ = 0;
  if (keys_.size() <= keys.size) keys_.resize(keys.size + 1);
  end_at(keys.size);
  if (bits == 0) {
    keys.consume(pool, [place = keys_.data()](TimerKey key) mutable { *place++ = key; });
  } else {
    places_.assign(std::size_t{1} << digit_bits, 0);
    scatter(keys, first, bits > digit_bits ? bits - digit_bits : 0, pool);
  }
}

void KeyBatch::scatter(KeyList& keys, std::uint64_t first, unsigned shift, KeyBlockPool& pool) {
  constexpr std::uint32_t crowd = 16;
  std::uint32_t* const places = places_.data();
  keys.each([=](TimerKey key) { ++places[(key.when() - first) >> shift]; });
  std::uint32_t place = 0;
  std::uint32_t most = 0;
  for (std::uint32_t& count : places_) {
    most = std::max(most, count);
    place += std::exchange(count, place);
  }
  TimerKey* const sorted = keys_.data();
  keys.consume(pool, [=](TimerKey key) { sorted[places[(key.when() - first) >> shift]++] = key; });
  if (most > crowd) {
    std::sort(sorted, sorted + end_);
  } else {
    insertion_sort(sorted, sorted + end_);
  }
}

}  // namespace vtime
