#include "scenario/runtime/list_object.hpp"

#include <algorithm>
#include <utility>

#include "scenario/runtime/nesting.hpp"

namespace vtime::scenario {

ListObject::ListObject(std::vector<Value> items) : items_(std::move(items)) {
  for (const Value& item : items_) depth_ = depth_with(depth_, item);
  account();
}

void ListObject::append(Value item) {
  depth_ = depth_with(depth_, item);
  items_.push_back(std::move(item));
  account();
}

void ListObject::keep(std::size_t from, std::size_t to) {
  items_.resize(first_ + to);
  for (std::size_t i = first_; i < first_ + from; ++i) items_[i] = Value();
  first_ += from;
  if (first_ > 8 && first_ > items_.size() / 2) {
    items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }
  account();
}

void ListObject::account() { resize(sizeof(ListObject) + items_.capacity() * sizeof(Value)); }

}  // namespace vtime::scenario
