/// The memory of the nodes of a file.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>

namespace vtime::scenario {

struct Node;

/// Nodes and what they hold are put one behind the other and freed at once: a tree is as many small things as there are
/// words in a file, and each would be allocated alone.
class NodeArena {
 public:
  Node& make_node();
  std::string_view copy(std::string_view text) { return {copy(text.data(), text.size()), text.size()}; }
  template <typename T>
  std::span<const T> copy(std::span<const T> elements) {
    return {copy(elements.data(), elements.size()), elements.size()};
  }

 private:
  static constexpr std::size_t first_block = 4096;  // what a small file takes

  template <typename T>
  const T* copy(const T* elements, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    if (count == 0) return nullptr;
    T* copied = static_cast<T*>(memory_.allocate(count * sizeof(T), alignof(T)));
    std::uninitialized_copy_n(elements, count, copied);
    return copied;
  }

  std::pmr::monotonic_buffer_resource memory_{first_block};
};

}  // namespace vtime::scenario
