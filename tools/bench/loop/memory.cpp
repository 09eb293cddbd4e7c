#include "loop/memory.hpp"

#include <malloc.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>

namespace vtime::bench {

std::size_t resident_bytes() {
  ::malloc_trim(0);  // what a former run has left to the allocator would be used again unseen
  std::ifstream file("/proc/self/statm");
  std::size_t pages_of_addresses = 0;
  std::size_t resident_pages = 0;
  if (!(file >> pages_of_addresses >> resident_pages)) throw std::runtime_error("cannot read /proc/self/statm");
  return resident_pages * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace vtime::bench
