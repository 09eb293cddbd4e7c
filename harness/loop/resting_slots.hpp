/// Slots whose memory is on its way.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace vtime {

/// A slot that was not at hand when its timer was cancelled would have to be waited for if it were the next to be used.
/// So it rests, first in, first out, until as many others as there are places here have come: its memory will have come
/// by then.
class RestingSlots {
 public:
  /// Takes `number` in, and gives the one that has rested long enough, if there is one.
  std::optional<std::uint32_t> exchange(std::uint32_t number) {
    const std::uint32_t rested = std::exchange(numbers_[taken_ % numbers_.size()], number);
    return taken_++ < numbers_.size() ? std::nullopt : std::optional(rested);
  }

 private:
  std::array<std::uint32_t, 16> numbers_{};
  std::size_t taken_ = 0;
};

}  // namespace vtime
