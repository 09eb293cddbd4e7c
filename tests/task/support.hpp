/// What the tests of coroutines share.
#pragma once

#include <string>
#include <utility>

#include "loop/log.hpp"
#include "vtime/cancelled.hpp"
#include "vtime/coroutines.hpp"

namespace vtime::test {

/// Counts the objects that live: what a coroutine holds must end with it.
struct Counted {
  explicit Counted(int& count) : living(&count) { ++*living; }
  Counted(const Counted& other) : living(other.living) { ++*living; }
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --*living; }
  int* living;
};

/// Sleeps, then notes `word`; notes that it was cancelled, and throws that on.
inline Task<int> sleeper(Log& log, Duration delay, std::string word, int value = 0) {
  try {
    co_await sleep_for(delay);
  } catch (const Cancelled&) {
    log(word + " cancelled");
    throw;
  }
  log(word);
  co_return value;
}

/// Sleeps, then throws std::runtime_error(word).
inline Task<int> failing(Duration delay, std::string word) {
  co_await sleep_for(delay);
  throw std::runtime_error(word);
}

/// Is not stopped before it has cleaned up, which takes `cleanup`.
inline Task<int> slow_to_end(Log& log, Duration cleanup, std::string word) {
  bool cancelled = false;
  try {
    co_await sleep_for(std::chrono::hours(1));
  } catch (const Cancelled&) {
    cancelled = true;
  }
  if (!cancelled) co_return 0;
  co_await sleep_for(cleanup);
  log(word + " cleaned up");
  co_return 1;
}

inline Task<void> await_event(Event& event) { co_await event.wait(); }

/// Waits for ever.
inline Task<void> stuck(Counted /*held*/) {
  Event never("never");
  co_await never.wait();
}

}  // namespace vtime::test
