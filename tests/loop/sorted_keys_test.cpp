// The parts of the timer queue that sort: what comes out is what std::sort would give.
#include "vtime/loop/sorted_keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <span>
#include <vector>

#include "loop/key_sorter.hpp"
#include "loop/key_words.hpp"
#include "vtime/random.hpp"

namespace vtime {

void PrintTo(TimerKey key, std::ostream* out) { *out << key.deadline().count() << " ns, slot " << key.slot(); }

namespace test {
namespace {

using testing::ElementsAreArray;

constexpr std::uint64_t zero = TimerKey::when_of(Duration(0));

TimerKey key_at(std::uint64_t nanoseconds, std::size_t order) {
  return TimerKey(Duration(static_cast<std::int64_t>(nanoseconds)), order + 1, static_cast<std::uint32_t>(order));
}

/// The deadlines, which are in [0, last], in the order of arming; sorted in one stretch.
void expect_sorted(const std::vector<std::uint64_t>& deadlines, std::uint64_t last) {
  KeyBlockPool pool;
  KeyStretch stretch{{}, zero, zero + last, deadlines.size()};
  std::vector<TimerKey> expected;
  for (const std::uint64_t deadline : deadlines) {
    expected.push_back(key_at(deadline, expected.size()));
    stretch.keys.add(expected.back(), pool);
  }
  std::sort(expected.begin(), expected.end());
  std::vector<TimerKey> sorted(expected.size());
  KeySorter().sort(stretch, sorted, pool);
  ASSERT_THAT(sorted, ElementsAreArray(expected));
  ASSERT_EQ(stretch.keys.size, 0U);
}

TEST(KeySorter, SortsKeysWhereverTheyLieInTheirStretch) {
  Random random(1);
  for (const std::size_t count : {1U, 2U, 8U, 9U, 31U, 32U, 700U, 2048U}) {
    for (unsigned bits = 0; bits < 62; bits += 3) {
      const std::uint64_t last = (std::uint64_t{1} << bits) - 1;
      std::vector<std::uint64_t> spread(count);
      for (std::uint64_t& deadline : spread) deadline = random.below(last + 1);
      expect_sorted(spread, last);
      // All crowd together but for one.
      std::vector<std::uint64_t> crowd = spread;
      for (std::uint64_t& deadline : crowd) deadline >>= bits / 2;
      crowd.back() = last;
      expect_sorted(crowd, last);
    }
  }
}

TEST(KeySorter, JoinsSmallStretches) {
  Random random(2);
  KeyBlockPool pool;
  KeyStretch stretch{{}, zero, zero + 99'999, 5};
  std::vector<TimerKey> expected;
  for (std::uint64_t part = 0; part < 100; ++part) {
    for (std::uint64_t i = random.below(6); i-- > 0;) {
      expected.push_back(key_at(part * 1000 + random.below(1000), expected.size()));
      stretch.keys.add(expected.back(), pool);
    }
  }
  std::sort(expected.begin(), expected.end());
  std::vector<TimerKey> sorted(expected.size());
  KeySorter().sort(stretch, sorted, pool);
  EXPECT_THAT(sorted, ElementsAreArray(expected));
}

TEST(KeyWords, TheLesserOfTwoAndTheOther) {
  Random random(6);
  for (int i = 0; i < 10'000; ++i) {
    // Equal deadlines and equal orders, too.
    const auto any = [&] { return TimerKey::of_words(zero + random.below(3) - 1, random.next() >> random.below(64)); };
    const KeyWords left = KeyWords::of(any(), 1);
    const KeyWords right = KeyWords::of(any(), 2);
    const KeyWords least = lesser_of(left, right);
    ASSERT_EQ(least.place, right.key() < left.key() ? 2U : 1U);
    ASSERT_EQ(least.key(), std::min(left.key(), right.key()));
    ASSERT_EQ(other_of(left, right, least).key(), std::max(left.key(), right.key()));
  }
}

TEST(KeyList, IsSweptInPlaceWhateverItsBlocksHold) {
  Random random(4);
  KeyBlockPool pool;
  for (std::uint64_t round = 0; round < 2'000; ++round) {
    KeyList list;
    std::vector<TimerKey> kept;
    const std::uint64_t of_eight = round % 9;  // how many are dead: none to all
    const auto is_dead = [&](TimerKey key) { return key.slot() * 0x9E3779B1U % 8 < of_eight; };
    std::size_t armed = 0;
    const auto add = [&](KeyList& to) {
      const TimerKey key = key_at(random.below(100), armed++);
      to.add(key, pool);
      if (!is_dead(key)) kept.push_back(key);
    };
    for (std::uint64_t part = random.below(6); part-- > 0;) {
      KeyList other;  // its last block has room, which stays in the middle
      for (std::uint64_t i = random.below(3 * KeyBlock::capacity); i-- > 0;) add(other);
      list.splice(other);
    }
    std::size_t announced = 0;
    list.sweep(pool, is_dead, [&](TimerKey /*key*/) { ++announced; });
    ASSERT_EQ(announced, armed);
    ASSERT_EQ(list.size, kept.size());
    list.add(key_at(7, armed), pool);
    kept.push_back(key_at(7, armed));
    std::vector<TimerKey> all;
    list.each([&](TimerKey key) { all.push_back(key); });
    ASSERT_THAT(all, ElementsAreArray(kept));
    list.consume(pool, [](TimerKey /*key*/) {});
  }
}

TEST(SortedKeys, AreAQueueThatCanBeAddedToAtBothEnds) {
  Random random(3);
  SortedKeys keys;
  std::deque<TimerKey> model;
  std::uint64_t latest = 1'000'000;  // whatever is put in front is earlier than all, and was taken from there
  std::vector<TimerKey> taken;
  for (std::size_t i = 0; i < 50'000; ++i) {
    const std::uint64_t operation = random.below(i % 5'000 < 2'500 ? 10 : 6);
    if (operation >= 5) {
      latest += random.below(3);
      const TimerKey key = key_at(latest, i);
      ASSERT_TRUE(keys.takes(key.when()));
      keys.push_back(key);
      model.push_back(key);
      taken.clear();
    } else if (operation > 0 && !model.empty()) {
      ASSERT_EQ(keys.front(), model.front());
      taken.push_back(model.front());
      keys.pop_front();
      model.pop_front();
    } else {
      keys.push_front(taken);
      model.insert(model.begin(), taken.begin(), taken.end());
      taken.clear();
    }
    ASSERT_EQ(keys.size(), model.size());
    if (!model.empty()) {
      ASSERT_FALSE(keys.takes(key_at(1, i).when()));
    }
    if (i % 100 == 0) {
      std::vector<TimerKey> all;
      keys.each([&](TimerKey key) { all.push_back(key); });
      ASSERT_THAT(all, ElementsAreArray(model));
    }
  }
}

TEST(SortedKeys, TakeAnotherStretchWhenAllAreGone) {
  SortedKeys keys;
  for (const std::size_t count : {6U, 10'000U, 300U, 7U}) {
    const std::span<TimerKey> room = keys.assign(count);
    for (std::size_t i = 0; i < count; ++i) room[i] = key_at(i, i);
    ASSERT_EQ(keys.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(keys.front(), key_at(i, i));
      keys.pop_front();
    }
    ASSERT_TRUE(keys.empty());
  }
}

TEST(SortedKeys, GiveAwayTheLaterPart) {
  SortedKeys keys;
  const std::span<TimerKey> room = keys.assign(6);
  for (std::size_t i = 0; i < room.size(); ++i) room[i] = key_at(i / 2, i);
  std::vector<TimerKey> later;
  keys.cut(zero + 1, [&](TimerKey key) { later.push_back(key); });
  EXPECT_THAT(later, testing::ElementsAre(key_at(1, 2), key_at(1, 3), key_at(2, 4), key_at(2, 5)));
  EXPECT_EQ(keys.size(), 2U);
  keys.cut(0, [](TimerKey /*key*/) {});
  EXPECT_TRUE(keys.empty());
}

}  // namespace
}  // namespace test
}  // namespace vtime
