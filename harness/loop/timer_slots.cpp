#include "loop/timer_slots.hpp"

#include <fmt/format.h>

#include <algorithm>
#if defined(__linux__)
#include <sys/mman.h>
#endif

#include "vtime/error.hpp"
#include "vtime/loop/timer_key.hpp"

namespace vtime {
namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20U;

/// How much to add to `bytes`. Small loops take little; large ones take huge pages, which spare the processor most
/// look-ups of addresses, and several at once: the allocator asks for the addresses of one more to align a block.
std::size_t growth(std::size_t bytes, std::size_t chunk_bytes) {
  return bytes < huge_page / 2 ? chunk_bytes : std::max(huge_page, bytes / 8 / huge_page * huge_page);
}

}  // namespace

std::uint32_t TimerSlots::fresh() {
  if (count_ == capacity()) grow();
  ::new (static_cast<void*>(&(*this)[count_])) TimerSlot;  // no (): they would write to all of it
  return count_++;
}

void TimerSlots::grow() {
  if (count_ == TimerKey::most_slots) {
    throw Error({.message = fmt::format("{} callbacks wait already, which is as many as a loop can hold", count_),
                 .help = "schedule fewer at one time"});
  }
  constexpr std::size_t chunk_bytes = chunk_size * sizeof(TimerSlot);
  const std::size_t bytes = growth(chunks_.size() * chunk_bytes, chunk_bytes);
  const bool is_large = bytes >= huge_page;
  const std::align_val_t alignment{is_large ? huge_page : alignof(TimerSlot)};
  auto* const block = static_cast<std::byte*>(::operator new(bytes, alignment));
  memory_.push_back(std::unique_ptr<std::byte, FreeMemory>(block, FreeMemory{alignment}));
#if defined(__linux__)
  if (is_large) static_cast<void>(::madvise(block, bytes, MADV_HUGEPAGE));  // advice: nothing depends on it
#endif
  for (std::size_t offset = 0; offset < bytes; offset += chunk_bytes) {
    chunks_.push_back(static_cast<TimerSlot*>(static_cast<void*>(block + offset)));
  }
  if (keeps_tags()) keep_tags();
}

void TimerSlots::keep_tags() {
  auto tags = std::make_unique<TimerTag[]>(capacity());
  if (keeps_tags()) std::copy_n(tags_.get(), count_, tags.get());
  tags_ = std::move(tags);
}

void TimerSlots::clear() {
  tags_.reset();
  for (std::uint32_t number = 0; number < count_; ++number) (*this)[number].callback.reset();
  count_ = 0;
  free_.clear();
  chunks_.clear();
  memory_.clear();
}

}  // namespace vtime
