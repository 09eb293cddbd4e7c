/// Starts no more than so many jobs within any stretch of time; the others wait in line.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include <vtime/scheduler.hpp>

class RateLimiter {
 public:
  using Job = std::function<void()>;

  /// At most `count` jobs, 1 or more, start within `period`.
  RateLimiter(vtime::Scheduler& scheduler, std::size_t count, vtime::Duration period)
      : scheduler_(scheduler), count_(count), period_(period) {}

  /// Runs `job` at once if it may, else as soon as it may, first come, first served.
  void run(Job job);

 private:
  void start_what_may();

  vtime::Scheduler& scheduler_;
  std::size_t count_;
  vtime::Duration period_;
  std::deque<vtime::TimePoint> started_;  ///< when the jobs of the last period began
  std::deque<Job> waiting_;
  vtime::ScopedTimer next_;
};
