/// A list of keys in blocks, which a pool hands out: for many lists of which no one knows how long they will be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "loop/timer_key.hpp"

namespace vtime {

/// Eight cache lines of keys, `count` of them in use.
struct KeyBlock {
  static constexpr std::size_t capacity = 31;
  KeyBlock* next = nullptr;
  std::size_t count = 0;
  TimerKey keys[capacity];
};

/// Owns all blocks; those that were given back are handed out again, the last one first.
class KeyBlockPool {
 public:
  KeyBlock* take() {
    if (free_ == nullptr) grow();
    KeyBlock* block = free_;
    free_ = block->next;
    block->next = nullptr;
    block->count = 0;
    return block;
  }
  void give_back(KeyBlock* block) {
    block->next = free_;
    free_ = block;
  }

 private:
  void grow();

  std::vector<std::unique_ptr<KeyBlock[]>> owned_;
  KeyBlock* free_ = nullptr;
};

/// Keeps the order in which keys are added. Its blocks belong to the pool.
struct KeyList {
  KeyBlock* first = nullptr;
  KeyBlock* last = nullptr;  ///< null, or with room for one more or full
  std::size_t size = 0;

  void add(TimerKey key, KeyBlockPool& pool) {
    if (last == nullptr || last->count == KeyBlock::capacity) append(pool.take());
    last->keys[last->count++] = key;
    ++size;
  }
  void append(KeyBlock* block) {
    (last == nullptr ? first : last->next) = block;
    last = block;
  }
  /// Puts all keys of `other` behind those that are here.
  void splice(KeyList other) {
    if (other.first == nullptr) return;
    append(other.first);
    last = other.last;
    size += other.size;
  }
  /// Hands out all keys in order and gives the blocks back.
  template <typename Visit>
  void consume(KeyBlockPool& pool, Visit visit) {
    consume(pool, visit, [](TimerKey /*key*/) {});
  }
  /// `announce` hears of each key some time before.
  template <typename Visit, typename Announce>
  void consume(KeyBlockPool& pool, Visit visit, Announce announce) {
    for (KeyBlock* block = first; block != nullptr;) {
      KeyBlock* const next = block->next;
      if (next != nullptr) __builtin_prefetch(next);
      for (std::size_t i = 0; i < block->count; ++i) announce(block->keys[i]);
      for (std::size_t i = 0; i < block->count; ++i) visit(block->keys[i]);
      pool.give_back(block);
      block = next;
    }
    *this = KeyList();
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const KeyBlock* block = first; block != nullptr; block = block->next) {
      for (std::size_t i = 0; i < block->count; ++i) visit(block->keys[i]);
    }
  }
};

}  // namespace vtime
