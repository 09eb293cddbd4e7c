#include "loop/key_sorter.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace vtime {
namespace {

/// So many keys are sorted by insertion.
constexpr std::size_t few = 8;
/// So many keys with one digit are too many to be sorted by insertion among all others.
constexpr std::uint32_t crowd = 16;

/// Cheap where few keys are out of place, and by little.
void insertion_sort(std::span<TimerKey> keys) {
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const TimerKey key = keys[i];
    std::size_t place = i;
    for (; place > 0 && key < keys[place - 1]; --place) keys[place] = keys[place - 1];
    keys[place] = key;
  }
}

}  // namespace

void KeySorter::sort(KeyStretch& stretch, std::span<TimerKey> sorted, KeyBlockPool& pool) {
  if (stretch.first == stretch.last || stretch.largest <= few) {
    stretch.keys.consume(pool, [place = sorted.data()](TimerKey key) mutable { *place++ = key; });
    if (stretch.first == stretch.last) return;
  } else if (scatter(stretch, sorted.data(), pool) > crowd) {
    std::sort(sorted.begin(), sorted.end());
    return;
  }
  insertion_sort(sorted);
}

/// Orders the keys by a digit of their deadlines, as many bits as make about two values for each key: then hardly any
/// two share one. Gives the number of keys that share one at the most.
std::uint32_t KeySorter::scatter(KeyStretch& stretch, TimerKey* sorted, KeyBlockPool& pool) {
  const auto digit_bits = static_cast<unsigned>(std::bit_width(stretch.keys.size));
  const auto bits = static_cast<unsigned>(std::bit_width(stretch.last - stretch.first));
  const unsigned shift = bits > digit_bits ? bits - digit_bits : 0;
  places_.assign(std::size_t{1} << digit_bits, 0);
  std::uint32_t* const places = places_.data();
  const std::uint64_t first = stretch.first;
  stretch.keys.each([=](TimerKey key) { ++places[(key.when() - first) >> shift]; });
  std::uint32_t place = 0;
  std::uint32_t most = 0;
  for (std::uint32_t& count : places_) {
    most = std::max(most, count);
    place += std::exchange(count, place);
  }
  stretch.keys.consume(pool, [=](TimerKey key) { sorted[places[(key.when() - first) >> shift]++] = key; });
  return most;
}

}  // namespace vtime
