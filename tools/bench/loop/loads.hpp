/// The workloads, each run by every engine with the same callback: it checks that it is called at its deadline, and
/// folds its number into a hash of the order.
///
/// An engine has: now() in nanoseconds; after(delay, callable), which gives a Handle; post(callable); cancel(Handle);
/// run(), which returns when nothing is left or stop() was called.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "loop/delays.hpp"

namespace vtime::bench {

/// What came out of one run.
struct Outcome {
  double nanoseconds = 0;            ///< for each event
  std::uint64_t order = 0;           ///< hash of the numbers in the order of firing
  std::uint64_t deadlines = 0;       ///< hash of the deadlines in the order of firing: does not see the order of ties
  std::uint64_t wrong_deadline = 0;  ///< how many did not fire at their deadline
};

template <typename Engine>
class Load {
 public:
  explicit Load(Distribution distribution) : delays_(distribution) {}

  /// W1: `count` timers at random, all run.
  Outcome schedule_and_run(std::size_t count) {
    const auto begin = Time::now();
    for (std::size_t i = 0; i < count; ++i) schedule<Once>(scatter(i));
    engine_.run();
    return outcome(begin, count);
  }
  /// W2: `count` timers wait, each that fires schedules itself again.
  Outcome hold(std::size_t count, std::uint64_t events) {
    for (std::size_t i = 0; i < count; ++i) schedule<Again>(delays_.next());
    remaining_ = events;
    const auto begin = Time::now();
    engine_.run();
    return outcome(begin, events);
  }
  /// W3: `count` connections, each of which cancels and renews a time-out of 30 s whenever it is active.
  Outcome time_outs(std::size_t count, std::uint64_t events) {
    time_outs_.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      time_outs_[i] = schedule<Never>(time_out);
      schedule<Active>(delays_.next(), i);
    }
    remaining_ = events;
    const auto begin = Time::now();
    engine_.run();
    return outcome(begin, events);
  }
  /// W4: one post after another.
  Outcome posts(std::uint64_t events) {
    remaining_ = events;
    const auto begin = Time::now();
    engine_.post(Post{this, engine_.now(), 0});
    engine_.run();
    return outcome(begin, events);
  }
  /// W5: `count` timers of one deadline.
  Outcome one_tick(std::size_t count) {
    const auto begin = Time::now();
    for (std::size_t i = 0; i < count; ++i) schedule<Once>(1'000'000);
    engine_.run();
    return outcome(begin, count);
  }

 private:
  using Time = std::chrono::steady_clock;
  static constexpr std::int64_t time_out = 30'000'000'000;

  struct Event {
    Load* owner;
    std::int64_t deadline;
    std::uint64_t id;
  };
  struct Once : Event {
    void operator()() const { this->owner->fired(*this); }
  };
  struct Again : Event {
    void operator()() const {
      Load& load = *this->owner;
      load.fired(*this);
      if (load.is_last()) return;
      load.template schedule<Again>(load.delays_.next(), this->id);
    }
  };
  struct Never : Event {
    void operator()() const { this->owner->wrong_deadline_ += 1'000'000; }
  };
  struct Active : Event {
    void operator()() const {
      Load& load = *this->owner;
      load.fired(*this);
      load.engine_.cancel(load.time_outs_[this->id]);
      if (load.is_last()) return;
      load.time_outs_[this->id] = load.template schedule<Never>(time_out);
      load.template schedule<Active>(load.delays_.next() % time_out, this->id);
    }
  };
  struct Post : Event {
    void operator()() const {
      Load& load = *this->owner;
      load.fired(*this);
      if (load.is_last()) return;
      load.engine_.post(Post{&load, this->deadline, this->id + 1});
    }
  };

  template <typename Callback>
  auto schedule(std::int64_t delay, std::uint64_t id) {
    return engine_.after(delay, Callback{this, engine_.now() + delay, id});
  }
  template <typename Callback>
  auto schedule(std::int64_t delay) {
    return schedule<Callback>(delay, next_id_++);
  }
  /// Spread over 1000 s.
  static std::int64_t scatter(std::uint64_t i) {
    return static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15ULL) % 1'000'000'000'000ULL);
  }
  void fired(const Event& event) {
    wrong_deadline_ += engine_.now() != event.deadline ? 1U : 0U;
    order_ = (order_ ^ event.id) * 0x9E3779B97F4A7C15ULL;
    deadlines_ = (deadlines_ ^ static_cast<std::uint64_t>(event.deadline)) * 0x9E3779B97F4A7C15ULL;
  }
  bool is_last() {
    if (--remaining_ > 0) return false;
    engine_.stop();
    return true;
  }
  Outcome outcome(Time::time_point begin, std::uint64_t events) const {
    const std::chrono::duration<double, std::nano> taken = Time::now() - begin;
    return {taken.count() / static_cast<double>(events), order_, deadlines_, wrong_deadline_};
  }

  Engine engine_;
  Delays delays_;
  std::vector<typename Engine::Handle> time_outs_;
  std::uint64_t next_id_ = 0;
  std::uint64_t remaining_ = 0;
  std::uint64_t order_ = 0;
  std::uint64_t deadlines_ = 0;
  std::uint64_t wrong_deadline_ = 0;
};

}  // namespace vtime::bench
