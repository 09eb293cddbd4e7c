/// Where the callables of timers lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "loop/timer_tag.hpp"
#include "vtime/loop/timer_slot.hpp"

namespace vtime {

/// Hands out slots by number. Those that were given back are handed out again, the last ones first, whose memory is the
/// most likely to be at hand.
class TimerSlots {
 public:
  TimerSlots() = default;
  TimerSlots(const TimerSlots&) = delete;
  TimerSlots& operator=(const TimerSlots&) = delete;
  ~TimerSlots() { clear(); }

  TimerSlot& operator[](std::uint32_t number) { return chunks_[number / chunk_size][number % chunk_size]; }
  const TimerSlot& operator[](std::uint32_t number) const { return chunks_[number / chunk_size][number % chunk_size]; }
  /// From now on there is a tag for each slot, which tells nothing at first. Tags lie apart, close to one another.
  void keep_tags();
  bool keeps_tags() const { return tags_ != nullptr; }
  TimerTag tag(std::uint32_t number) const { return tags_[number]; }
  void set_tag(std::uint32_t number, TimerTag tag) { tags_[number] = tag; }
  /// As many as were ever in use at one time: numbers are below it.
  std::uint32_t count() const { return count_; }

  /// The number of one whose callback is empty, or kept as bytes.
  std::uint32_t take() {
    if (free_.empty()) return fresh();
    const std::uint32_t number = free_.back();
    free_.pop_back();
    return number;
  }
  /// Its callback must be empty, or kept as bytes.
  void give_back(std::uint32_t number) { free_.push_back(number); }

  void prefetch_slot(std::uint32_t number) const { __builtin_prefetch(&(*this)[number], 1); }
  /// And its tag.
  void prefetch(std::uint32_t number) const {
    prefetch_slot(number);
    if (keeps_tags()) __builtin_prefetch(&tags_[number], 1);
  }

  /// Destroys all callables and gives the memory back.
  void clear();

 private:
  static constexpr std::size_t chunk_size = 512;

  struct FreeMemory {
    void operator()(std::byte* memory) const { ::operator delete(memory, alignment); }
    std::align_val_t alignment{};
  };

  std::uint32_t capacity() const { return static_cast<std::uint32_t>(chunks_.size() * chunk_size); }
  std::uint32_t fresh();
  void grow();

  // Chunks are cut from blocks of memory; slots [0, count_) of them are constructed.
  std::vector<TimerSlot*> chunks_;
  std::vector<std::unique_ptr<std::byte, FreeMemory>> memory_;
  std::unique_ptr<TimerTag[]> tags_;  ///< null, or those of all slots of the chunks
  std::vector<std::uint32_t> free_;
  std::uint32_t count_ = 0;
};

}  // namespace vtime
