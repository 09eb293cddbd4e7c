// The queue against a naive model, through the loop and by itself.
#include "loop/timer_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <utility>

#include "vtime/event_loop.hpp"
#include "vtime/random.hpp"

namespace vtime::test {
namespace {

using Key = std::pair<Duration, std::uint64_t>;  // deadline and place in line

TimerEntry entry_at(Duration deadline) {
  TimerEntry entry;
  entry.deadline = deadline;
  return entry;
}

/// A queue and its naive model, on which the same operations are done.
class Pair {
 public:
  explicit Pair(std::uint64_t seed) : random_(seed) {}

  void operate() {
    switch (random_.below(8)) {
      case 0:
      case 1:
      case 2:
        add(deadline());
        break;
      case 3:
      case 4:
        take_first();
        break;
      case 5:
        take_any();
        break;
      case 6:
        rearm_any();
        break;
      default:
        probe_former();
    }
    check();
  }

 private:
  Duration deadline() {
    switch (random_.below(8)) {
      case 0:
        return Duration::max();
      case 1:
        return Duration::min();
      case 2:
        return Duration(0);
      case 3:
        return Duration(static_cast<std::int64_t>(random_.next()));
      default:
        return Duration(static_cast<std::int64_t>(random_.below(20)));  // many ties
    }
  }

  void add(Duration at) {
    const TimerId id = queue_.add(entry_at(at));
    lines_.emplace(Key(at, next_place_++), id);
  }

  void forget(std::map<Key, TimerId>::iterator position) {
    former_.push_back(position->second);
    lines_.erase(position);
  }

  void take_first() {
    if (lines_.empty()) return;
    ASSERT_EQ(queue_.first(), lines_.begin()->second);
    ASSERT_EQ(queue_.take(lines_.begin()->second).deadline, lines_.begin()->first.first);
    forget(lines_.begin());
  }

  std::map<Key, TimerId>::iterator any() {
    return std::next(lines_.begin(), static_cast<std::ptrdiff_t>(random_.below(lines_.size())));
  }

  void take_any() {
    if (lines_.empty()) return;
    const auto position = any();
    queue_.take(position->second);
    forget(position);
  }

  void rearm_any() {
    if (lines_.empty()) return;
    const auto position = any();
    const TimerId id = position->second;
    const Duration at = deadline();
    queue_.rearm(id, at);
    lines_.erase(position);
    lines_.emplace(Key(at, next_place_++), id);
  }

  void probe_former() {
    if (former_.empty()) return;
    ASSERT_EQ(queue_.find(former_[random_.below(former_.size())]), nullptr);
  }

  void check() {
    ASSERT_EQ(queue_.size(), lines_.size());
    ASSERT_EQ(queue_.first().has_value(), !lines_.empty());
    std::vector<TimerId> instant;
    for (const auto& [key, id] : lines_) {
      if (key.first == lines_.begin()->first.first) instant.push_back(id);
    }
    std::vector<TimerId> handed_out;
    queue_.first_instant(handed_out);
    ASSERT_EQ(handed_out, instant);
    if (random_.below(64) != 0) return;
    std::vector<TimerId> all;
    for (const auto& [key, id] : lines_) all.push_back(id);
    ASSERT_EQ(queue_.in_order(), all);
  }

  Random random_;
  TimerQueue queue_;
  std::map<Key, TimerId> lines_;
  std::vector<TimerId> former_;
  std::uint64_t next_place_ = 0;
};

TEST(TimerQueue, AgreesWithANaiveModelOverRandomOperations) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Pair pair(seed);
    for (int i = 0; i < 1000; ++i) {
      pair.operate();
      if (testing::Test::HasFatalFailure()) FAIL() << "seed " << seed << ", operation " << i;
    }
  }
}

TEST(TimerQueue, SweepsTheKeysOfCancelledTimersAndKeepsTheOrder) {
  TimerQueue queue;
  std::vector<TimerId> kept;
  std::vector<TimerId> cancelled;
  for (int i = 0; i < 10'000; ++i) {
    const TimerId id = queue.add(entry_at(Duration((i * 7919) % 1000)));
    (i % 100 == 0 ? kept : cancelled).push_back(id);
  }
  for (const TimerId id : cancelled) queue.take(id);
  const std::vector<TimerId> expected = queue.in_order();
  EXPECT_EQ(expected.size(), kept.size());
  for (const TimerId id : expected) {
    EXPECT_EQ(queue.first(), id);
    queue.take(id);
  }
  EXPECT_FALSE(queue.first());
}

/// A program whose callbacks schedule, cancel and re-arm at random, run by the loop and by a naive one.
class RandomProgram {
 public:
  explicit RandomProgram(std::uint64_t seed) : random_(seed) {}

  std::vector<std::pair<Duration, int>> on_the_loop() {
    EventLoop loop;
    std::map<int, Timer> timers;
    std::vector<std::pair<Duration, int>> fired;
    const std::function<void(int)> run = [&](int id) {
      fired.emplace_back(loop.elapsed(), id);
      timers.erase(id);
      act([&](int fresh, Duration delay) { timers[fresh] = loop.schedule_after(delay, [&run, fresh] { run(fresh); }); },
          [&](int victim) {
            return timers.count(victim) != 0 && timers[victim].cancel() && timers.erase(victim) == 1;
          });
    };
    loop.post([&run] { run(0); });
    loop.run_until_idle();
    return fired;
  }

  std::vector<std::pair<Duration, int>> on_the_model() {
    std::multimap<Duration, int> line{{Duration(0), 0}};
    std::vector<std::pair<Duration, int>> fired;
    while (!line.empty()) {
      const auto [now, id] = *line.begin();
      line.erase(line.begin());
      fired.emplace_back(now, id);
      act([&, at = now](int fresh, Duration delay) { line.emplace(at + delay, fresh); },
          [&](int victim) {
            for (auto position = line.begin(); position != line.end(); ++position) {
              if (position->second != victim) continue;
              line.erase(position);
              return true;
            }
            return false;
          });
    }
    return fired;
  }

 private:
  /// What one callback does: the same sequence of random numbers on both sides, as long as both agree.
  template <typename Schedule, typename Cancel>
  void act(Schedule schedule, Cancel cancel) {
    for (std::uint64_t i = random_.below(4); i-- > 0 && next_id_ < 400;) {
      schedule(next_id_++, Duration(static_cast<std::int64_t>(random_.below(5))));
    }
    for (std::uint64_t i = random_.below(3); i-- > 0;) {
      const auto victim = static_cast<int>(random_.below(static_cast<std::uint64_t>(next_id_)));
      if (cancel(victim)) schedule(next_id_++, Duration(static_cast<std::int64_t>(random_.below(3))));
    }
  }

  Random random_;
  int next_id_ = 1;
};

TEST(EventLoop, FiresAsANaiveQueueDoesWhileCallbacksScheduleAndCancel) {
  std::size_t longest = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const auto fired = RandomProgram(seed).on_the_loop();
    ASSERT_EQ(fired, RandomProgram(seed).on_the_model()) << "seed " << seed;
    longest = std::max(longest, fired.size());
  }
  EXPECT_GT(longest, 100U);
}

}  // namespace
}  // namespace vtime::test
