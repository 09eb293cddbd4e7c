/// The frames of the functions that are running.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "scenario/runtime/frame.hpp"

namespace vtime::scenario {

/// A stack of frames whose addresses stay. A frame that was popped is kept and pushed again: most calls cost no memory.
class FrameStack {
 public:
  std::size_t size() const { return size_; }
  Frame& top() { return *frames_[size_ - 1]; }
  /// From the bottom.
  const Frame& operator[](std::size_t index) const { return *frames_[index]; }

  /// Puts an empty frame on top.
  Frame& push() {
    if (size_ == frames_.size()) frames_.emplace_back();
    std::unique_ptr<Frame>& frame = frames_[size_];
    if (!frame) frame = std::make_unique<Frame>();
    ++size_;
    return *frame;
  }
  /// Puts a frame on top that had been taken.
  void push(std::unique_ptr<Frame> frame) {
    if (size_ == frames_.size()) frames_.emplace_back();
    frames_[size_++] = std::move(frame);
  }
  /// Takes the top off, to go on with it later.
  std::unique_ptr<Frame> take() { return std::move(frames_[--size_]); }
  void pop() { frames_[--size_]->clear(); }

 private:
  std::vector<std::unique_ptr<Frame>> frames_;  ///< from `size_` on: null, or empty and ready to be pushed
  std::size_t size_ = 0;
};

}  // namespace vtime::scenario
