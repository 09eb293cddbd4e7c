/// A list of the program.
#pragma once

#include <span>
#include <vector>

#include "scenario/runtime/value.hpp"

namespace vtime::scenario {

/// Immutable as far as the program can see. The functions that change it are for a list that nothing else refers to,
/// so that building a list item by item, or taking a queue apart from its front, costs the same for every item.
class ListObject final : public Object {
 public:
  explicit ListObject(std::vector<Value> items);
  void clear() noexcept override { items_.clear(); }

  std::span<const Value> items() const { return std::span(items_).subspan(first_); }
  /// How deep lists and maps nest in it, itself included (an upper bound after removals).
  std::uint32_t depth() const { return depth_; }

  void append(Value item);
  /// Keeps the items [from, to) only.
  void keep(std::size_t from, std::size_t to);

 private:
  void account();

  std::vector<Value> items_;
  std::size_t first_ = 0;  ///< items before it have been removed
  std::uint32_t depth_ = 1;
};

}  // namespace vtime::scenario
