#include "loop/key_line.hpp"

#include <algorithm>
#include <span>

namespace vtime {

void KeyLine::refill() {
  while (!buckets_.empty()) {
    KeyBuckets::Bucket bucket = buckets_.take_first();
    if (bucket.keys.size <= most_sorted || bucket.level == 0) {
      fill_batch(bucket);
      break;
    }
    buckets_.distribute(bucket);
  }
  if (buckets_.empty()) near_last_ = end_of_time;
}

void KeyLine::fill_batch(const KeyBuckets::Bucket& bucket) {
  KeyStretch stretch{bucket.keys, bucket.start, bucket.last(), bucket.keys.size};
  const std::size_t wanted = std::min(worth_sorting, buckets_.size() / share);
  while (stretch.keys.size < wanted) {
    const std::size_t size = buckets_.size_of_first(bucket.level);
    if (size == 0 || size > most_sorted) break;
    const KeyBuckets::Bucket next = buckets_.take_first();
    stretch.keys.splice(next.keys);
    stretch.last = next.last();
    stretch.largest = std::max(stretch.largest, size);
  }
  near_last_ = stretch.last;
  const std::size_t count = stretch.keys.size;
  sorter_.sort(stretch, batch_.assign(count), buckets_.pool());
  for (std::size_t i = 0; i < std::min(count, fetched_ahead); ++i) slots_.prefetch(batch_.ahead(i).slot());
}

void KeyLine::spill(std::uint64_t now) {
  const std::span<const TimerKey> keys = heap_.sorted();
  const std::uint64_t first = keys.front().when();
  // The later half goes, with all that share a deadline with it; near_last_ must not wrap around.
  const std::uint64_t bound = std::max<std::uint64_t>(keys[keys.size() / 2].when(), 1);
  const auto cut = std::find_if(keys.begin(), keys.end(), [bound](TimerKey key) { return key.when() >= bound; });
  const std::uint64_t base = std::min(now, first);
  if (buckets_.empty()) {
    buckets_.set_base(base);
  } else if (bound < buckets_.base()) {
    buckets_.lower_base(base);
  }
  // Those of the batch were armed before those of the heap.
  batch_.cut(bound, [this](TimerKey key) { buckets_.add(key); });
  for (auto key = cut; key != keys.end(); ++key) buckets_.add(*key);
  near_last_ = bound - 1;
  heap_.keep_first(static_cast<std::size_t>(cut - keys.begin()));
}

}  // namespace vtime
