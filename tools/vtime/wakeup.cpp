#include "wakeup.hpp"

#include <ctime>

namespace vtime::tool {

void Wakeup::wait(std::optional<std::chrono::milliseconds> at_most) {
  if (!at_most) {
    sem_wait(&semaphore_);
    return;
  }
  timespec until{};
  clock_gettime(CLOCK_REALTIME, &until);
  constexpr long second = 1'000'000'000;
  const long nanoseconds = until.tv_nsec + static_cast<long>(at_most->count() % 1000) * 1'000'000;
  until.tv_sec += at_most->count() / 1000 + nanoseconds / second;
  until.tv_nsec = nanoseconds % second;
  sem_timedwait(&semaphore_, &until);
}

}  // namespace vtime::tool
