/// The workloads, each run by every engine with the same callback: it checks that it is called at its deadline, and
/// folds its number into a hash of the order.
///
/// An engine has: now() in nanoseconds; after(delay, callable), which gives a Handle; post(callable); cancel(Handle);
/// run(), which returns when nothing is left or stop() was called. Callables are small, and are copied as memory.
///
/// C++17, which is what some of the engines can be compiled with.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include "loop/delays.hpp"
#include "loop/job.hpp"
#include "loop/wall_time.hpp"

namespace vtime::bench {

/// Of each engine's program the functions of this name hold what is measured, and nothing else: callgrind is told to
/// count these.
template <typename Work>
[[gnu::noinline]] double measured_part(Work work) {
  const double begin = wall_nanoseconds();
  work();
  return wall_nanoseconds() - begin;
}

template <typename Engine>
class Load {
 public:
  explicit Load(const Job& job) : job_(job), delays_(job.distribution, job.tick) {}

  /// W1 to W5, once for each object.
  Outcome run() {
    if (job_.workload == "W1") return outcome(schedule_and_run());
    if (job_.workload == "W2") return outcome(hold());
    if (job_.workload == "W3") return outcome(time_outs());
    if (job_.workload == "W4") return outcome(posts());
    if (job_.workload == "W5") return outcome(one_tick());
    throw std::invalid_argument("no workload: " + job_.workload);
  }

 private:
  static constexpr std::int64_t time_out = 30'000'000'000;
  static constexpr std::uint32_t spread = 0x9E3779B1;

  struct Event {
    Load* owner;
    std::int64_t deadline;
    std::uint64_t id;
  };
  struct Once : Event {
    explicit Once(const Event& event) : Event(event) {}
    void operator()() const { this->owner->fired(*this); }
  };
  struct Again : Event {
    explicit Again(const Event& event) : Event(event) {}
    void operator()() const {
      Load& load = *this->owner;
      load.fired(*this);
      if (load.is_last()) return;
      load.template schedule<Again>(load.delays_.next(), this->id);
    }
  };
  struct Never : Event {
    explicit Never(const Event& event) : Event(event) {}
    void operator()() const { this->owner->wrong_deadline_ += 1'000'000; }
  };
  struct Active : Event {
    explicit Active(const Event& event) : Event(event) {}
    void operator()() const {
      Load& load = *this->owner;
      load.fired(*this);
      load.engine_.cancel(load.time_outs_[this->id]);
      if (load.is_last()) return;
      load.time_outs_[this->id] = load.template schedule<Never>(time_out, 0);
      load.template schedule<Active>(load.delays_.next() % time_out, this->id);
    }
  };
  struct Post : Event {
    explicit Post(const Event& event) : Event(event) {}
    void operator()() const {
      Load& load = *this->owner;
      load.fired(*this);
      if (load.is_last()) return;
      load.engine_.post(Post(Event{&load, this->deadline, this->id + 1}));
    }
  };

  /// W1: `count` timers at random, all run; so often that there are as many events as asked for.
  double schedule_and_run() {
    return measured_part([this] {
      for (std::uint64_t done = 0; done < job_.events; done += job_.count) {
        for (std::uint64_t i = 0; i < job_.count; ++i) schedule<Once>(scatter(done + i), done + i);
        engine_.run();
      }
    });
  }
  /// W2: `count` timers wait, each that fires schedules itself again.
  double hold() {
    for (std::uint64_t i = 0; i < job_.count; ++i) schedule<Again>(delays_.next(), i);
    remaining_ = job_.events;
    return measured_part([this] { engine_.run(); });
  }
  /// W3: `count` connections, each of which cancels and renews a time-out of 30 s whenever it is active.
  double time_outs() {
    time_outs_.resize(job_.count);
    for (std::uint64_t i = 0; i < job_.count; ++i) {
      time_outs_[i] = schedule<Never>(time_out, 0);
      schedule<Active>(delays_.next(), i);
    }
    remaining_ = job_.events;
    return measured_part([this] { engine_.run(); });
  }
  /// W4: one post after another.
  double posts() {
    remaining_ = job_.events;
    return measured_part([this] {
      engine_.post(Post(Event{this, engine_.now(), 0}));
      engine_.run();
    });
  }
  /// W5: `count` timers of one deadline.
  double one_tick() {
    return measured_part([this] {
      for (std::uint64_t i = 0; i < job_.count; ++i) schedule<Once>(std::max<std::int64_t>(job_.tick, 1'000'000), i);
      engine_.run();
    });
  }

  template <typename Callback>
  auto schedule(std::int64_t delay, std::uint64_t id) {
    return engine_.after(delay, Callback(Event{this, engine_.now() + delay, id}));
  }
  /// Spread over 1000 s, in ticks.
  std::int64_t scatter(std::uint64_t i) const {
    const auto delay = static_cast<std::int64_t>((i * 0x9E3779B97F4A7C15ULL) % 1'000'000'000'000ULL);
    return job_.tick == 1 ? delay : delay / job_.tick * job_.tick + job_.tick;
  }
  /// The hashes are such that JavaScript, too, can compute them fast.
  void fired(const Event& event) {
    wrong_deadline_ += engine_.now() != event.deadline ? 1U : 0U;
    order_ = (order_ ^ static_cast<std::uint32_t>(event.id)) * spread;
    deadlines_ = (deadlines_ ^ static_cast<std::uint32_t>(event.deadline)) * spread;
  }
  bool is_last() {
    if (--remaining_ > 0) return false;
    engine_.stop();
    return true;
  }
  Outcome outcome(double nanoseconds) const {
    return {nanoseconds / static_cast<double>(job_.events), order_, deadlines_, wrong_deadline_};
  }

  Job job_;
  Delays delays_;
  Engine engine_;
  std::vector<typename Engine::Handle> time_outs_;
  std::uint64_t remaining_ = 0;
  std::uint32_t order_ = 0;
  std::uint32_t deadlines_ = 0;
  std::uint64_t wrong_deadline_ = 0;
};

}  // namespace vtime::bench
