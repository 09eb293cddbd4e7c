#include "loop/key_run.hpp"

#include <algorithm>
#include <utility>

namespace vtime {

void KeyRun::grow() {
  std::vector<TimerKey> larger(std::max<std::size_t>(16, ring_.size() * 2));
  std::size_t count = 0;
  each([&](TimerKey key) { larger[count++] = key; });
  ring_ = std::move(larger);
  capacity_ = ring_.size();
  mask_ = capacity_ - 1;
  head_ = 0;
  tail_ = count;
}

void KeyRun::release() {
  ring_ = std::vector<TimerKey>();
  capacity_ = mask_ = head_ = tail_ = 0;
}

}  // namespace vtime
