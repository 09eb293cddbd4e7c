#include "rate_limiter.hpp"

#include <utility>

void RateLimiter::run(Job job) {
  waiting_.push_back(std::move(job));
  start_what_may();
}

void RateLimiter::start_what_may() {
  const vtime::TimePoint now = scheduler_.now();
  while (!started_.empty() && started_.front() + period_ <= now) started_.pop_front();
  while (!waiting_.empty() && started_.size() < count_) {
    const Job job = std::move(waiting_.front());
    waiting_.pop_front();
    started_.push_back(now);
    job();
  }
  if (waiting_.empty() || next_.pending()) return;
  next_ = scheduler_.schedule_at(started_.front() + period_, [this] { start_what_may(); },
                                 {.label = "next slot of the rate limiter"});
}
