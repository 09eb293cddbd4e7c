#include "loop/key_heap.hpp"

#include <algorithm>

namespace vtime {
namespace {

/// 1 if it holds: to be calculated with where a branch could not be predicted.
std::size_t one_if(bool condition) { return condition ? 1 : 0; }

/// The index of the least of four siblings.
std::size_t least_of_four(const TimerKey* keys, std::size_t first) {
  const std::size_t left = first + one_if(keys[first + 1] < keys[first]);
  const std::size_t right = first + 2 + one_if(keys[first + 3] < keys[first + 2]);
  return left + ((right - left) & (0 - one_if(keys[right] < keys[left])));  // cheaper than a product
}

}  // namespace

void KeyHeap::grow() {
  capacity_ *= 2;
  keys_.resize(capacity_, TimerKey::none());
}

void KeyHeap::fill_hole() {
  hole_ = false;
  const TimerKey last = keys_[--end_];
  keys_[end_] = TimerKey::none();
  if (end_ > root) sift_down(last);
}

void KeyHeap::sift_up(std::size_t index, TimerKey key) {
  TimerKey* const keys = keys_.data();
  while (index > root) {
    const std::size_t parent = index / arity + 2;
    if (!(key < keys[parent])) break;
    keys[index] = keys[parent];
    index = parent;
  }
  keys[index] = key;
}

void KeyHeap::sift_down(TimerKey key) {
  TimerKey* const keys = keys_.data();
  std::size_t index = root;
  for (std::size_t first = arity; first < end_; first = arity * (index - 2)) {
    const std::size_t least = least_of_four(keys, first);
    const TimerKey up = keys[least].word_by_word();
    if (!(up < key)) break;
    keys[index] = up;
    index = least;
  }
  keys[index] = key;
}

std::span<const TimerKey> KeyHeap::sorted() {
  if (hole_) fill_hole();
  std::sort(keys_.begin() + root, keys_.begin() + static_cast<std::ptrdiff_t>(end_));
  return std::span(keys_).subspan(root, end_ - root);
}

void KeyHeap::keep_first(std::size_t count) {
  std::fill(keys_.begin() + static_cast<std::ptrdiff_t>(root + count),
            keys_.begin() + static_cast<std::ptrdiff_t>(end_), TimerKey::none());
  end_ = root + count;
}

}  // namespace vtime
