#include "loop/key_line.hpp"

#include <algorithm>
#include <span>

namespace vtime {

void KeyLine::refill() {
  heap_limit_ = usual_limit;
  while (!buckets_.empty()) {
    KeyBuckets::Bucket bucket = buckets_.take_first();
    if (bucket.keys.size > sorted_by_heap && bucket.level > 0) {
      buckets_.distribute(bucket);
      continue;
    }
    if (bucket.keys.size > sorted_by_heap) {
      take_instant(bucket);
    } else {
      take_small(bucket);
    }
    break;
  }
  if (buckets_.empty()) near_last_ = end_of_time;
}

void KeyLine::take_instant(KeyBuckets::Bucket& bucket) {
  near_last_ = bucket.last();
  // Sorted already: keys of one deadline are in their order. They are behind what is in the run, unless time has
  // jumped beyond them.
  if (run_.takes(bucket.keys.first->keys[0])) {
    buckets_.consume(bucket, [this](TimerKey key) { run_.push_back(key); });
    return;
  }
  heap_limit_ = std::max(usual_limit, 2 * bucket.keys.size);
  buckets_.consume(bucket, [this](TimerKey key) { heap_.push(key); });
}

void KeyLine::take_small(KeyBuckets::Bucket& bucket) {
  std::size_t taken = 0;
  const auto take = [&](KeyBuckets::Bucket& next) {
    near_last_ = next.last();
    taken += next.keys.size;
    buckets_.consume(next, [this](TimerKey key) {
      slots_.prefetch(key.slot());
      heap_.push(key);
    });
  };
  take(bucket);
  for (;;) {
    const std::size_t size = buckets_.size_of_first(bucket.level);
    if (size == 0 || taken + size > sorted_by_heap) return;
    KeyBuckets::Bucket next = buckets_.take_first();
    take(next);
  }
}

void KeyLine::spill(std::uint64_t now) {
  const std::span<const TimerKey> keys = heap_.sorted();
  const std::uint64_t first = keys.front().when();
  // The later half goes, but not what shares the first deadline.
  const std::uint64_t median = keys[keys.size() / 2].when();
  const auto cut = std::find_if(keys.begin(), keys.end(),
                                [bound = std::max(median, first + 1)](TimerKey key) { return key.when() >= bound; });
  if (first == end_of_time || cut == keys.end()) {
    heap_limit_ = 2 * keys.size();
    return;
  }
  const std::uint64_t bound = cut->when();
  const std::uint64_t base = std::min(now, first);
  if (buckets_.empty()) {
    buckets_.set_base(base);
  } else if (bound < buckets_.base()) {
    buckets_.lower_base(base);
  }
  for (auto key = cut; key != keys.end(); ++key) buckets_.add(*key);
  near_last_ = bound - 1;
  heap_.keep_first(static_cast<std::size_t>(cut - keys.begin()));
}

}  // namespace vtime
