#include "loop/key_list.hpp"

#include <algorithm>

namespace vtime {

void KeyBlockPool::grow() {
  // 8 blocks at first, 256 at a time in the end.
  const std::size_t count = std::size_t{8} << std::min<std::size_t>(owned_.size(), 5);
  KeyBlock* const blocks = owned_.emplace_back(new KeyBlock[count]).get();
  for (std::size_t i = count; i-- > 0;) give_back(&blocks[i]);
}

}  // namespace vtime
