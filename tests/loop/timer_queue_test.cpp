// The queue against a naive model, through the loop and by itself.
#include "loop/timer_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "loop/queue_model.hpp"
#include "loop/site_table.hpp"
#include "vtime/event_loop.hpp"
#include "vtime/random.hpp"

namespace vtime::test {
namespace {

/// Where deadlines lie makes different tiers work.
class Deadlines {
 public:
  Deadlines(Random& random, std::uint64_t style) : random_(random), style_(style) {}

  Duration next(Duration now) {
    switch (style_ % 4) {
      case 0:
        return after(now, random_.below(20));  // many ties
      case 1:
        return after(now, random_.below(10'000'000'000));
      case 2:
        return after(now, std::uint64_t{1} << random_.below(62));  // all digits
      default:
        return extreme(now);
    }
  }

 private:
  static Duration after(Duration now, std::uint64_t delay) {
    std::int64_t sum = 0;
    return __builtin_add_overflow(now.count(), static_cast<std::int64_t>(delay), &sum) ? Duration::max()
                                                                                       : Duration(sum);
  }
  Duration extreme(Duration now) {
    switch (random_.below(8)) {
      case 0:
        return Duration::max();
      case 1:
        return Duration::min();
      case 2:
        return Duration(0);
      case 3:
        return Duration(static_cast<std::int64_t>(random_.next()));
      case 4:
        return now;
      default:
        return after(now, random_.below(20) * 1'000'000);
    }
  }

  Random& random_;
  std::uint64_t style_;
};

/// One random operation of a kind. None that is out of the ordinary if `ordinary`: after such a one the queue has
/// closed its intake.
void operate(QueueModel& model, Random& random, Deadlines& deadlines, std::uint64_t growth, bool ordinary) {
  const std::uint64_t operation = random.below(12 + growth);
  if (operation >= 8) {
    model.add(deadlines.next(model.now()), random.below(4) == 0);
  } else if (operation == 7) {
    model.add_repeated(deadlines.next(model.now()));
  } else if (operation >= 4) {
    model.fire(deadlines.next(model.now()));
  } else if (operation == 3 && !ordinary) {
    model.fire_chosen(random.next(), deadlines.next(model.now()));
  } else if (operation >= 2) {
    model.add(model.now());
  } else if (operation == 1) {
    model.cancel(random.next());
  } else {
    model.stall(deadlines.next(model.now()));
  }
}

void operate_at_random(std::uint64_t seed, int operations, std::uint64_t first_order) {
  Random random(seed);
  QueueModel model(first_order);
  const bool ordinary = seed % 5 == 0;
  if (seed % 2 == 1 && !ordinary) model.ask_for_more();
  Deadlines deadlines(random, seed);
  for (int i = 0; i < operations; ++i) {
    operate(model, random, deadlines, seed % 3 * 4, ordinary);
    if (random.below(256) == 0) model.check_all();
    if (testing::Test::HasFatalFailure()) FAIL() << "seed " << seed << ", operation " << i;
  }
  while (!model.empty()) {
    model.cancel(0);
    if (!model.empty()) model.fire(Duration::max());
    if (testing::Test::HasFatalFailure()) FAIL() << "seed " << seed << ", at the end";
  }
}

TEST(TimerQueue, AgreesWithANaiveModelOverRandomOperations) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) operate_at_random(seed, 1000, 1);
  for (std::uint64_t seed = 60; seed < 66; ++seed) operate_at_random(seed, 15'000, 1);  // all tiers
}

TEST(TimerQueue, AgreesWithANaiveModelWhereTheCountOfArmingsWraps) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) operate_at_random(seed, 1000, TimerKey::order_end - 1 - seed * 16);
}

TEST(TimerQueue, TakesPostsWhereTheCountOfArmingsWraps) {
  for (std::uint64_t left = 1; left <= 12; ++left) {
    QueueModel model(TimerKey::order_end - left);
    for (int i = 0; i < 20; ++i) {
      model.add(model.now());
      model.fire({});
    }
    model.check_all();
    if (testing::Test::HasFatalFailure()) FAIL() << left << " were left";
  }
}

/// The operations of the exhaustive test: deadlines are near, far and now, so that all of them meet.
void apply(QueueModel& model, unsigned operation) {
  constexpr Duration near{3};
  constexpr Duration far{1'000'000};
  switch (operation) {
    case 0:
      return model.add(model.now());
    case 1:
      return model.add(near);
    case 2:
      return model.add(far);
    case 3:
      return model.add_repeated(near);
    case 4:
      return model.fire(model.now() + near);
    case 5:
      return model.fire_chosen(1, model.now());
    case 6:
      return model.cancel(0);
    case 7:
      return model.cancel(1);
    default:
      return model.stall(near + Duration(1));
  }
}

TEST(TimerQueue, AgreesWithANaiveModelOverAllShortSequencesOfOperations) {
  constexpr unsigned operations = 9;
  constexpr unsigned length = 6;
  for (unsigned sequence = 0; sequence < 531'441; ++sequence) {  // operations to the power of length
    QueueModel model;
    for (unsigned rest = sequence, i = 0; i < length; ++i, rest /= operations) apply(model, rest % operations);
    model.ask_for_more();
    model.check_all();
    if (testing::Test::HasFatalFailure()) FAIL() << "sequence " << sequence;
  }
}

TEST(TimerQueue, KeepsTheOrderWhenManyAreArmedIntoTheStretchOfTimeThatHasBeenReached) {
  Random random(5);
  QueueModel model;
  const auto add = [&](std::uint64_t count, std::uint64_t from, std::uint64_t to) {
    while (count-- > 0) model.add(Duration(static_cast<std::int64_t>(from + random.below(to - from))));
  };
  add(1500, 5'000'000'000, 8'000'000'000);
  for (int i = 0; i < 600; ++i) model.fire({});
  for (int round = 0; round < 8; ++round) add(200, 6'500'000'000, 8'500'000'000);
  while (!model.empty() && !testing::Test::HasFatalFailure()) model.fire({});
}

TEST(TimerQueue, WhatIsDueEarlierGoesBeforeKeysThatWerePutBack) {
  for (int earlier = 1; earlier <= 4; ++earlier) {
    QueueModel model;
    model.add(Duration(10));
    model.add(Duration(10));
    model.add(model.now());
    model.fire({});  // so that a slot is at hand for a post
    model.ask_for_more();
    model.check_all();  // puts keys back
    for (int i = 0; i < earlier; ++i) model.add(model.now());
    while (!model.empty() && !testing::Test::HasFatalFailure()) model.fire({});
  }
}

TEST(TimerQueue, SweepsTheKeysOfCancelledTimersAndKeepsTheOrder) {
  TimerQueue queue;
  std::vector<TimerId> cancelled;
  for (int i = 0; i < 10'000; ++i) {
    const TimerId id = queue.add(Duration((i * 7919) % 1000), Duration(0), [] {}, {});
    if (i % 100 != 0) cancelled.push_back(id);
  }
  for (const TimerId id : cancelled) {
    queue.cancel(id.slot, *queue.find(id));
    queue.release(id.slot);
  }
  const std::vector<TimerKey> expected = queue.in_order();
  EXPECT_EQ(expected.size(), 100U);
  for (const TimerKey key : expected) {
    EXPECT_EQ(queue.first().key, key);
    queue.take_first(key.slot(), queue.slot(key.slot()));
    queue.release(key.slot());
  }
  EXPECT_EQ(queue.first().slot, nullptr);
}

/// In a queue in which a timer was cancelled, one that can be cancelled at once.
TimerId add_plain(TimerQueue& queue) {
  queue.vacant().replace_bytes([] {});
  return queue.add_plain(Duration(5), Duration(0), queue.plain_site({}, {}), {EventKind::timer, false});
}

void cancel_the_first(TimerQueue& queue) {
  const TimerId first = queue.add(Duration(5), Duration(0), [] {}, {});
  queue.cancel(first.slot, *queue.find(first));
  queue.release(first.slot);
}

TEST(TimerQueue, ATimerIsCancelledAtOnceOnlyByItsOwnNumber) {
  TimerQueue queue;
  cancel_the_first(queue);
  const TimerId id = add_plain(queue);
  // Only the lowest bits of numbers are looked at, but those of a former timer would be the same again.
  const TimerId former{id.number - TimerTag::recent, id.slot};
  EXPECT_FALSE(queue.cancels_at_once(former));
  EXPECT_FALSE(queue.waits(former));
  ASSERT_TRUE(queue.cancels_at_once(id));
  queue.cancel_at_once(id.slot);
  EXPECT_FALSE(queue.cancels_at_once(id));
  EXPECT_FALSE(queue.waits(id));
  EXPECT_EQ(queue.find(id), nullptr);
  EXPECT_EQ(queue.deadline_of(id), std::nullopt);
  EXPECT_EQ(queue.first().slot, nullptr);
}

TEST(TimerQueue, NothingWaitsWhenItHasBeenCleared) {
  TimerQueue queue;
  cancel_the_first(queue);
  const TimerId id = add_plain(queue);
  cancel_the_first(queue);  // so that a slot is at hand
  queue.clear();
  EXPECT_FALSE(queue.waits(id));
  EXPECT_FALSE(queue.cancels_at_once(id));
  EXPECT_EQ(queue.size(), 0U);
  const TimerId next = add_plain(queue);
  EXPECT_TRUE(queue.waits(next));
  EXPECT_EQ(queue.first().key.slot(), next.slot);
}

TEST(TimerQueue, SlotsOfTimersThatWereCancelledAreUsedAgain) {
  TimerQueue queue;
  cancel_the_first(queue);
  std::uint32_t greatest = 0;
  for (int i = 0; i < 1'000; ++i) {
    const TimerId id = add_plain(queue);
    ASSERT_TRUE(queue.cancels_at_once(id));
    queue.cancel_at_once(id.slot);
    greatest = std::max(greatest, id.slot);
  }
  EXPECT_LE(greatest, 20U);
}

TEST(TimerQueue, SlotsOfTimersThatFiredAreUsedAgain) {
  TimerQueue queue;
  std::uint32_t greatest = 0;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 10; ++i) greatest = std::max(greatest, queue.add(Duration(i), Duration(0), [] {}, {}).slot);
    for (int i = 0; i < 10; ++i) {
      const TimerQueue::Waiting first = queue.first();
      queue.take_first(first.key.slot(), *first.slot);
      queue.release(first.key.slot());
    }
  }
  EXPECT_EQ(greatest, 9U);
}

TEST(TimerQueue, ADeadlineCanBeLookedUpAtAnyTime) {
  TimerQueue queue;
  const TimerId early = queue.add(Duration(5), Duration(0), [] {}, {});
  EXPECT_EQ(queue.deadline_of(early), Duration(5));
  const TimerId late = queue.add(Duration(7), Duration(0), [] {}, {});
  EXPECT_EQ(queue.deadline_of(late), Duration(7));
  queue.take_first(early.slot, *queue.first().slot);
  EXPECT_EQ(queue.deadline_of(early), std::nullopt);
}

TEST(TimerQueue, KnowsWhatItWasToldAboutATimer) {
  constexpr Site site{Place{"client.cpp", 7, 3}, "request"};
  TimerQueue queue(TimerKey::order_end - 2);
  const auto add = [&](EventKind kind, EventId event) {
    return queue.add(Duration(5), Duration(0), [] {}, {site, TimerTraits(kind, true), event});
  };
  const TimerId first = add(EventKind::load, EventId::main);
  const TimerId second = add(EventKind::outside, EventId{7});
  const TimerId third = add(EventKind::idle, EventId{8});  // the count of armings has wrapped
  EXPECT_LT(first.number, second.number);
  EXPECT_LT(second.number, third.number);
  EXPECT_EQ(queue.traits(first.slot).kind(), EventKind::load);
  EXPECT_EQ(queue.traits(second.slot).kind(), EventKind::outside);
  EXPECT_EQ(queue.event(first.slot), EventId::main);
  EXPECT_EQ(queue.event(second.slot), EventId{7});
  EXPECT_EQ(queue.event(third.slot), EventId{8});
  for (const TimerId id : {first, second, third}) {
    EXPECT_TRUE(queue.waits(id));
    EXPECT_EQ(queue.site(id.slot), site);
    EXPECT_TRUE(queue.traits(id.slot).is_background());
  }
}

TEST(SiteTable, GivesASiteOneNumberAndKeepsThemApart) {
  RecentSites recent;
  SiteTable table(recent);
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t line = 0; line < 1000; ++line) numbers.push_back(table.number_of(Place{"a.cpp", line, 0}, "x"));
  for (std::uint32_t line = 0; line < 1000; ++line) {
    const Site site{Place{"a.cpp", line, 0}, "x"};
    ASSERT_EQ(table.number_of(site.place, site.label), numbers[line]);
    ASSERT_EQ(table[numbers[line]], site);
  }
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
