/// A list of keys in blocks, which a pool hands out: for many lists of which no one knows how long they will be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "vtime/loop/timer_key.hpp"

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
    for (KeyBlock* block = first; block != nullptr;) {
      KeyBlock* const next = block->next;
      if (next != nullptr) __builtin_prefetch(next);
      for (std::size_t i = 0; i < block->count; ++i) visit(block->keys[i]);
      pool.give_back(block);
      block = next;
    }
    *this = KeyList();
  }
  /// Drops the keys for which `is_dead` holds; `announce` hears of each some time before.
  template <typename Predicate, typename Announce>
  void sweep(KeyBlockPool& pool, Predicate is_dead, Announce announce) {
    KeyBlock* filled = nullptr;  // the last block of kept keys that is complete
    KeyBlock* filling = first;   // never ahead of the one that is read
    std::size_t kept = 0;        // of the keys in it
    const auto complete = [&] {
      filling->count = kept;
      filled = std::exchange(filling, filling->next);
      kept = 0;
    };
    size = 0;
    for (KeyBlock* block = first; block != nullptr; block = block->next) {
      const std::size_t count = block->count;
      for (std::size_t i = 0; i < count; ++i) announce(block->keys[i]);
      for (std::size_t i = 0; i < count; ++i) {
        const TimerKey key = block->keys[i];
        filling->keys[kept] = key;  // in any case: nobody can guess which of them are dead
        const std::size_t is_kept = is_dead(key) ? 0 : 1;
        kept += is_kept;
        size += is_kept;
        if (kept == KeyBlock::capacity) complete();
      }
    }
    if (kept > 0) complete();
    cut_behind(filled, pool);
  }
  /// Gives back all blocks behind `block`; all there are, if it is null.
  void cut_behind(KeyBlock* block, KeyBlockPool& pool) {
    KeyBlock* rest = std::exchange(block == nullptr ? first : block->next, nullptr);
    last = block;
    while (rest != nullptr) pool.give_back(std::exchange(rest, rest->next));
  }
  template <typename Visit>
  void each(Visit visit) const {
    for (const KeyBlock* block = first; block != nullptr; block = block->next) {
      for (std::size_t i = 0; i < block->count; ++i) visit(block->keys[i]);
    }
  }
};

}  // namespace vtime
