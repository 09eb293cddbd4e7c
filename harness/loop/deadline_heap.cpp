#include "loop/deadline_heap.hpp"

#include <algorithm>

namespace vtime {

void DeadlineHeap::push(const DeadlineKey& key) {
  keys_.push_back(key);
  sift_up(keys_.size() - 1);
}

void DeadlineHeap::pop() {
  keys_.front() = keys_.back();
  keys_.pop_back();
  if (!keys_.empty()) sift_down(0);
}

void DeadlineHeap::sift_up(std::size_t index) {
  const DeadlineKey key = keys_[index];
  while (index > 0) {
    const std::size_t parent = (index - 1) / arity;
    if (!(key < keys_[parent])) break;
    keys_[index] = keys_[parent];
    index = parent;
  }
  keys_[index] = key;
}

void DeadlineHeap::sift_down(std::size_t index) {
  const DeadlineKey key = keys_[index];
  for (;;) {
    const std::size_t first = index * arity + 1;
    if (first >= keys_.size()) break;
    const std::size_t last = std::min(first + arity, keys_.size());
    std::size_t least = first;
    for (std::size_t child = first + 1; child < last; ++child) {
      if (keys_[child] < keys_[least]) least = child;
    }
    if (!(keys_[least] < key)) break;
    keys_[index] = keys_[least];
    index = least;
  }
  keys_[index] = key;
}

void DeadlineHeap::restore_order() {
  if (keys_.size() < 2) return;
  for (std::size_t index = (keys_.size() - 2) / arity + 1; index-- > 0;) sift_down(index);
}

}  // namespace vtime
