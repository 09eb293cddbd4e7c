/// How the main thread waits: for a finished task, for a signal, or for the next beat of the progress bar.
#pragma once

#include <semaphore.h>

#include <chrono>
#include <optional>

namespace vtime::tool {

/// A POSIX semaphore, for it may be posted from a signal handler.
class Wakeup {
 public:
  Wakeup() { sem_init(&semaphore_, 0, 0); }
  ~Wakeup() { sem_destroy(&semaphore_); }
  Wakeup(const Wakeup&) = delete;
  Wakeup& operator=(const Wakeup&) = delete;

  void post() { sem_post(&semaphore_); }
  /// Returns after a post or a signal, at the latest after `at_most`. It may return early: ask again what was waited
  /// for.
  void wait(std::optional<std::chrono::milliseconds> at_most);

 private:
  sem_t semaphore_{};
};

}  // namespace vtime::tool
