#include "vtime/loop/sorted_keys.hpp"

#include <algorithm>
#include <utility>

namespace vtime {

void SortedKeys::push_front(std::span<const TimerKey> keys) {
  if (static_cast<std::size_t>(next_ - memory_.get()) < keys.size()) make_room_in_front(keys.size());
  next_ = std::copy_backward(keys.begin(), keys.end(), next_);
  if (!empty()) last_when_ = end_[-1].when();
}

std::span<TimerKey> SortedKeys::assign(std::size_t count) {
  restart();
  if (capacity() < count) make_room(count);
  end_ = next_ + count;
  return {next_, count};
}

void SortedKeys::restart() {
  next_ = end_ = memory_.get();
  if (capacity() > kept_capacity) clear();
}

void SortedKeys::make_room(std::size_t count) {
  if (empty()) restart();
  // Where half of the room is free in front, moving the keys there costs less than they have brought in.
  if (2 * count <= capacity()) {
    end_ = std::copy(next_, end_, memory_.get());
    next_ = memory_.get();
  } else {
    move_to(0, std::max({least_capacity, 2 * capacity(), count}));
  }
}

void SortedKeys::make_room_in_front(std::size_t count) {
  // The same the other way round.
  if (2 * (count + size()) <= capacity()) {
    next_ = std::copy_backward(next_, end_, limit_);
    end_ = limit_;
  } else {
    const std::size_t room = std::max({least_capacity, 2 * capacity(), count});
    move_to(room, room + size());
  }
}

void SortedKeys::move_to(std::size_t position, std::size_t capacity) {
  std::unique_ptr<TimerKey[]> memory(new TimerKey[capacity]);
  end_ = std::copy(next_, end_, memory.get() + position);
  memory_ = std::move(memory);
  next_ = memory_.get() + position;
  limit_ = memory_.get() + capacity;
}

void SortedKeys::clear() {
  memory_.reset();
  next_ = end_ = limit_ = nullptr;
  last_when_ = 0;
}

}  // namespace vtime
