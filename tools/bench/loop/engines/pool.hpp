#pragma once

#include <deque>
#include <vector>

namespace vtime::bench {

/// Timers with stable addresses that are used again, as the members of a program's objects would be.
template <typename Node>
class Pool {
 public:
  /// One that is free; else a new one, made of the arguments.
  template <typename... Arguments>
  Node* take(Arguments&... arguments) {
    if (free_.empty()) return &nodes_.emplace_back(arguments...);
    Node* const node = free_.back();
    free_.pop_back();
    return node;
  }
  void give_back(Node* node) { free_.push_back(node); }
  /// All there are, free or not.
  std::deque<Node>& nodes() { return nodes_; }

 private:
  std::deque<Node> nodes_;
  std::vector<Node*> free_;
};

}  // namespace vtime::bench
