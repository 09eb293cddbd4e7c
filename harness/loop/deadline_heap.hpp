/// A 4-ary heap of deadlines.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "vtime/duration.hpp"

namespace vtime {

/// Ordered by (deadline, sequence): FIFO among equals.
struct DeadlineKey {
  Duration deadline{};
  std::uint64_t sequence = 0;
  std::uint32_t slot = 0;

  friend bool operator<(const DeadlineKey& left, const DeadlineKey& right) {
    return left.deadline != right.deadline ? left.deadline < right.deadline : left.sequence < right.sequence;
  }
};

class DeadlineHeap {
 public:
  bool empty() const { return keys_.empty(); }
  std::size_t size() const { return keys_.size(); }
  const DeadlineKey& top() const { return keys_.front(); }

  void push(const DeadlineKey& key);
  void pop();
  void clear() { keys_ = {}; }

  /// Drops the keys for which `is_dead` holds, in one pass over all.
  template <typename Predicate>
  void sweep(Predicate is_dead) {
    std::erase_if(keys_, is_dead);
    restore_order();
  }

 private:
  static constexpr std::size_t arity = 4;

  void sift_up(std::size_t index);
  void sift_down(std::size_t index);
  void restore_order();

  std::vector<DeadlineKey> keys_;  ///< none is less than its parent, the parent of i being (i - 1) / arity
};

}  // namespace vtime
