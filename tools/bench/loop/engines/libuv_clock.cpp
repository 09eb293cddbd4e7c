// Makes the clock virtual that libuv reads: this definition comes before the one of the C library.
#include "loop/engines/libuv_clock.hpp"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  if (clock != CLOCK_MONOTONIC && clock != CLOCK_MONOTONIC_COARSE) {
    return static_cast<int>(syscall(SYS_clock_gettime, clock, time));
  }
  const std::uint64_t now = vtime::bench::libuv_milliseconds;
  time->tv_sec = static_cast<time_t>(now / 1000);
  time->tv_nsec = static_cast<long>(now % 1000) * 1'000'000;
  return 0;
}
