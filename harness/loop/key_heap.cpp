#include "loop/key_heap.hpp"

#include <algorithm>

#include "loop/key_words.hpp"

namespace vtime {
namespace {

/// Places are counted in bytes, which is what the processor does anyway.
TimerKey& key_at(TimerKey* keys, std::size_t place) {
  return *static_cast<TimerKey*>(static_cast<void*>(static_cast<std::byte*>(static_cast<void*>(keys)) + place));
}

/// The least of four siblings, the first of which lies at `first`.
KeyWords least_of_four(TimerKey* keys, std::size_t first) {
  const auto at = [&](std::size_t i) {
    const std::size_t place = first + i * sizeof(TimerKey);
    return KeyWords::of(key_at(keys, place), place);
  };
  return lesser_of(lesser_of(at(0), at(1)), lesser_of(at(2), at(3)));
}

}  // namespace

void KeyHeap::grow() {
  capacity_ = arity * (capacity_ - 2);
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
  // Down to the last level in any case: below the place of the key, what goes down is the key that lies there already.
  constexpr std::size_t before_children = 2 * arity * sizeof(TimerKey);
  KeyWords down = KeyWords::of(key, root * sizeof(TimerKey));
  for (std::size_t level = arity; level < end_; level = arity * (level - 2)) {
    const KeyWords least = least_of_four(keys, arity * down.place - before_children);
    const KeyWords up = lesser_of(down, least);
    key_at(keys, down.place) = up.key();
    down = other_of(down, least, up);
    down.place = least.place;
  }
  key_at(keys, down.place) = down.key();
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
