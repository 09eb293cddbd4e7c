/// A timer queue and its naive model, on which the same operations are done.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "loop/timer_queue.hpp"

namespace vtime::test {

/// The model is a map of (deadline, place in line). Every operation checks that both agree.
class QueueModel {
 public:
  explicit QueueModel(std::uint64_t first_order = 1) : queue_(first_order) {}
  /// From now on check_all() asks for deadlines, too, after which no timer is plain, and for the first instant.
  void ask_for_more() { asks_for_more_ = true; }

  bool empty() const { return lines_.empty(); }
  std::size_t size() const { return lines_.size(); }
  Duration now() const { return now_; }
  void stall(Duration until) { now_ = std::max(now_, until); }

  /// In whichever way is to be tried next of those that can be taken.
  void add(Duration at, bool background = false) {
    const TimerId id = put(at, {EventKind::timer, background});
    ASSERT_TRUE(numbers_.empty() || numbers_.back() < id.number);
    numbers_.push_back(id.number);
    lines_.emplace(Key(at, next_place_++), Line{id, background, false});
    check();
  }

  void add_repeated(Duration at) {
    const Repetition repetition{Range::fixed(Duration(1)), MissedTicks::skip};
    const TimerId id = queue_.add_repeated(
        at, now_, [this] { ++called_; }, {}, repetition);
    numbers_.push_back(id.number);
    lines_.emplace(Key(at, next_place_++), Line{id, false, true});
    check();
  }

  /// Fires the first; a repeated one is armed again for `again`.
  void fire(Duration again) {
    if (queue_.run_is_first() &&
        queue_.waits_simply(queue_.first_of_run(), queue_.slot(queue_.first_of_run().slot()))) {
      const TimerKey post = queue_.first_of_run();
      ASSERT_FALSE(lines_.empty());
      queue_.take_first_of_run(post.slot(), queue_.slot(post.slot()));
      return finish(lines_.begin(), post, again);
    }
    const TimerQueue::Waiting first = queue_.first();
    ASSERT_EQ(first.slot == nullptr, lines_.empty());
    if (lines_.empty()) return;
    queue_.take_first(first.key.slot(), *first.slot);
    finish(lines_.begin(), first.key, again);
  }

  /// Fires one of those that share the first deadline.
  void fire_chosen(std::uint64_t random, Duration again) {
    if (lines_.empty()) return;
    std::vector<TimerKey> instant;
    queue_.first_instant(instant);
    const std::size_t chosen = random % instant.size();
    const std::uint32_t number = instant[chosen].slot();
    queue_.take_chosen(number, queue_.slot(number));
    finish(std::next(lines_.begin(), static_cast<std::ptrdiff_t>(chosen)), instant[chosen], again);
  }

  void cancel(std::uint64_t random) {
    if (lines_.empty()) return;
    const auto position = std::next(lines_.begin(), static_cast<std::ptrdiff_t>(random % lines_.size()));
    const TimerId id = position->second.id;
    if (queue_.cancels_at_once(id)) {
      queue_.cancel_at_once(id.slot);
    } else {
      queue_.cancel(id.slot, *queue_.find(id));
      queue_.release(id.slot);
    }
    forget(position);
    check();
  }

  /// Everything that can be asked; takes its time.
  void check_all() {
    const std::vector<TimerKey> keys = queue_.in_order();
    ASSERT_EQ(keys.size(), lines_.size());
    auto key = keys.begin();
    for (const auto& [place, line] : lines_) {
      ASSERT_EQ(key->deadline(), place.first);
      ASSERT_EQ(queue_.id_of(*key), line.id);
      ASSERT_TRUE(queue_.waits(line.id));
      ASSERT_EQ(queue_.traits(line.id.slot).kind(), EventKind::timer);
      ASSERT_EQ(queue_.traits(line.id.slot).is_background(), line.background);
      ASSERT_EQ(queue_.repetition(key->slot(), queue_.slot(key->slot())) != nullptr, line.repeated);
      if (asks_for_more_) {
        ASSERT_EQ(queue_.deadline_of(line.id), place.first);
      }
      ++key;
    }
    for (const TimerId id : former_) {
      ASSERT_FALSE(queue_.waits(id));
      ASSERT_FALSE(queue_.cancels_at_once(id));
    }
    if (asks_for_more_ && !lines_.empty()) check_first_instant(keys);
  }

 private:
  void check_first_instant(const std::vector<TimerKey>& keys) {
    std::vector<TimerKey> instant;
    queue_.first_instant(instant);  // takes the keys and puts them back
    ASSERT_TRUE(std::equal(instant.begin(), instant.end(), keys.begin()));
    ASSERT_TRUE(instant.size() == keys.size() || keys[instant.size()].when() != instant.front().when());
  }

  using Key = std::pair<Duration, std::uint64_t>;  // deadline and place in line
  struct Line {
    TimerId id;
    bool background = false;
    bool repeated = false;
  };
  using Position = std::map<Key, Line>::iterator;

  TimerId put(Duration at, TimerTraits traits) {
    const auto callable = [this] { ++called_; };
    const bool is_ordinary = next_place_ % 3 != 0;
    const auto* const post_site = queue_.intake().site_for_post({}, {}, traits);
    if (is_ordinary && post_site != nullptr && at == now_) {
      return queue_.intake().take_post(callable, now_, *post_site, traits);
    }
    const auto* const site = queue_.plain_site({}, {});
    if (!is_ordinary || site == nullptr) return queue_.add(at, now_, callable, {{}, traits});
    queue_.vacant().replace_bytes(callable);
    return queue_.add_plain(at, now_, site, traits);
  }

  void finish(Position position, TimerKey key, Duration again) {
    ASSERT_EQ(key.deadline(), position->first.first);
    ASSERT_EQ(key.slot(), position->second.id.slot);
    ASSERT_FALSE(queue_.waits(position->second.id));
    now_ = std::max(now_, key.deadline());
    const Line line = position->second;
    if (line.repeated) {
      lines_.erase(position);
      lines_.emplace(Key(again, next_place_++), line);
      queue_.rearm(key.slot(), again, now_, EventId::main);
    } else {
      forget(position);
    }
    const int before = called_;
    TimerSlot& slot = queue_.slot(key.slot());
    slot.callback();
    ASSERT_EQ(called_, before + 1);
    if (TimerQueue::is_plain(slot) && next_place_ % 2 == 0) {
      queue_.finish_plain(key.slot(), slot);
    } else {
      queue_.release(key.slot());
    }
    check();
  }

  void forget(Position position) {
    former_.push_back(position->second.id);
    lines_.erase(position);
  }

  void check() {
    ASSERT_EQ(queue_.size(), lines_.size());
    for (const TimerId id : former_) ASSERT_FALSE(queue_.cancels_at_once(id));
    std::size_t foreground = 0;
    if (lines_.size() < 8) {
      for (const auto& [place, line] : lines_) foreground += line.background ? 0U : 1U;
      ASSERT_EQ(queue_.foreground(), foreground);
      ASSERT_EQ(queue_.only_background(), foreground == 0 && !lines_.empty());
    }
    const TimerQueue::Waiting first = queue_.first();
    ASSERT_EQ(first.slot == nullptr, lines_.empty());
    if (!lines_.empty()) {
      ASSERT_EQ(queue_.id_of(first.key), lines_.begin()->second.id);
    }
    if (former_.size() > 16) former_.erase(former_.begin(), former_.begin() + 8);
  }

  TimerQueue queue_;
  std::map<Key, Line> lines_;
  std::vector<TimerId> former_;
  std::vector<std::uint64_t> numbers_;
  std::uint64_t next_place_ = 0;
  Duration now_{};
  int called_ = 0;
  bool asks_for_more_ = false;
};

}  // namespace vtime::test
