#include "loop/memory.hpp"

#include <malloc.h>

namespace vtime::bench {

std::size_t allocated_bytes() {
  const struct mallinfo2 info = ::mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace vtime::bench
