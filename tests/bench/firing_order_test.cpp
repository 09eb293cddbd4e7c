#include "loop/firing_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "loop/engines/floor.hpp"
#include "loop/engines/multimap.hpp"
#include "loop/engines/priority_queue.hpp"
#include "loop/load.hpp"

namespace vtime::bench {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// Fires what has the same deadline in the reverse order of arming.
class TiesReversed {
 public:
  using Key = std::pair<std::int64_t, std::int64_t>;
  using Handle = Key;

  std::int64_t now() const { return now_; }
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    return timers_.emplace(Key{now_ + delay, --number_}, callable).first->first;
  }
  template <typename F>
  void post(F callable) {
    after(0, callable);
  }
  void cancel(Handle key) { timers_.erase(key); }
  void run() {
    for (stopped_ = false; !timers_.empty() && !stopped_;) {
      const auto node = timers_.extract(timers_.begin());
      now_ = node.key().first;
      node.mapped()();
    }
  }
  void stop() { stopped_ = true; }

 private:
  std::map<Key, std::function<void()>> timers_;
  std::int64_t number_ = 0;
  std::int64_t now_ = 0;
  bool stopped_ = false;
};

/// Fires a nanosecond early.
class Early : public Multimap {
 public:
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    return Multimap::after(delay - 1, callable);
  }
};

/// Forgets what was armed first.
class Forgetful : public Multimap {
 public:
  template <typename F>
  Handle after(std::int64_t delay, F callable) {
    const Handle timer = Multimap::after(delay, callable);
    if (std::exchange(is_first_, false)) cancel(timer);
    return timer;
  }

 private:
  bool is_first_ = true;
};

/// Cancels nothing.
class Deaf : public Multimap {
 public:
  void cancel(Handle /*timer*/) {}
};

template <typename Engine>
std::string wrong_order_of(const Job& job, Ties ties = Ties::in_order) {
  return wrong_order(Load<Engine>(job).run(), Load<Multimap>(job).run(), ties);
}

const Job one_tick{"W5", 100, 100, Distribution::uniform};
const Job hold{"W2", 100, 1000, Distribution::round};
const Job time_outs{"W3", 100, 10'000, Distribution::bimodal};

TEST(FiringOrder, IsTheSameInAllEnginesThatKeepTies) {
  const std::vector<Job> jobs{one_tick,
                              hold,
                              time_outs,
                              {"W1", 100, 1000, Distribution::uniform},
                              {"W2", 100, 1000, Distribution::exponential, 1'000'000},
                              {"W4", 1, 1000, Distribution::uniform}};
  for (const Job& job : jobs) EXPECT_THAT(wrong_order_of<PriorityQueue>(job), IsEmpty()) << job.workload;
}

TEST(FiringOrder, TiesInAnotherOrderAreToldOfEnginesThatPromiseTheirs) {
  EXPECT_THAT(wrong_order_of<TiesReversed>(one_tick), HasSubstr("ties"));
  EXPECT_THAT(wrong_order_of<TiesReversed>(hold), HasSubstr("ties"));
  EXPECT_THAT(wrong_order_of<TiesReversed>(hold, Ties::any), IsEmpty());
}

TEST(FiringOrder, DeadlinesInAnotherOrderAreTold) {
  EXPECT_THAT(wrong_order_of<Floor>(hold, Ties::any), HasSubstr("order of deadlines"));
  EXPECT_THAT(wrong_order_of<Floor>(hold, Ties::unchecked), IsEmpty());
}

TEST(FiringOrder, TimersThatDoNotFireAtTheirDeadlineAreTold) {
  EXPECT_THAT(wrong_order_of<Early>(hold, Ties::unchecked), HasSubstr("not at their deadline"));
}

TEST(FiringOrder, TimersThatDoNotFireAreTold) {
  EXPECT_THAT(wrong_order_of<Forgetful>(one_tick, Ties::any), HasSubstr("order of deadlines"));
}

TEST(FiringOrder, CancelledTimersThatFireAreTold) {
  EXPECT_THAT(wrong_order_of<Deaf>(time_outs, Ties::any), HasSubstr("not at their deadline"));
}

}  // namespace
}  // namespace vtime::bench
