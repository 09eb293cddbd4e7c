/// Where the callables of timers lie.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <vector>

#include "vtime/callback.hpp"

namespace vtime {

/// One cache line for each timer, at an address that does not change: a callable is called where it lies.
struct alignas(64) TimerSlot {
  Callback callback;
  std::uint64_t state = 0;  ///< meaning: see TimerQueue
};
static_assert(sizeof(TimerSlot) == 64);

/// Hands out slots by number. Numbers that were given back are handed out again, the last one first, whose memory is
/// the most likely to be at hand.
class TimerSlots {
 public:
  TimerSlots() = default;
  TimerSlots(const TimerSlots&) = delete;
  TimerSlots& operator=(const TimerSlots&) = delete;
  ~TimerSlots() { clear(); }

  TimerSlot& operator[](std::uint32_t number) { return chunks_[number / chunk_size][number % chunk_size]; }
  const TimerSlot& operator[](std::uint32_t number) const { return chunks_[number / chunk_size][number % chunk_size]; }
  /// As many as were ever in use at one time: numbers are below it.
  std::uint32_t count() const { return count_; }

  /// The slot that take() will give. Its callback is empty, or kept as bytes.
  TimerSlot& next() {
    if (free_.empty()) [[unlikely]]
      return fresh();
    return (*this)[free_.back()];
  }
  std::uint32_t take() {
    if (free_.empty()) [[unlikely]]
      static_cast<void>(fresh());
    const std::uint32_t number = free_.back();
    free_.pop_back();
    return number;
  }
  /// Its callback must be empty.
  void give_back(std::uint32_t number) { free_.push_back(number); }

  void prefetch(std::uint32_t number) const { __builtin_prefetch(&(*this)[number], 1); }

  /// Destroys all callables and gives the memory back.
  void clear();

 private:
  static constexpr std::size_t chunk_size = 512;

  struct FreeMemory {
    void operator()(std::byte* memory) const { ::operator delete(memory, alignment); }
    std::align_val_t alignment{};
  };

  /// Adds one more slot to the free ones.
  TimerSlot& fresh();
  void grow();

  // Chunks are cut from blocks of memory; slots [0, count_) of them are constructed.
  std::vector<TimerSlot*> chunks_;
  std::vector<std::unique_ptr<std::byte, FreeMemory>> memory_;
  std::vector<std::uint32_t> free_;
  std::uint32_t count_ = 0;
};

}  // namespace vtime
