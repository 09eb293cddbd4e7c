/// Coroutines in line for one thing.
#pragma once

#include "vtime/task/wait.hpp"

namespace vtime::task {

class WaitList;

/// A wait that stands in a line. It leaves the line when it is destroyed.
class ListedWait : public Wait {
 public:
  using Wait::Wait;

 protected:
  ~ListedWait();
  bool leave() noexcept override;
  /// Whether what it waits for still exists.
  bool is_listed() const noexcept { return list_ != nullptr; }

 private:
  friend class WaitList;
  WaitList* list_ = nullptr;
  ListedWait* before_ = nullptr;
  ListedWait* after_ = nullptr;
};

/// First in, first out. When the list is destroyed, those in it wait on, for nothing.
class WaitList {
 public:
  WaitList() noexcept = default;
  WaitList(const WaitList&) = delete;
  WaitList& operator=(const WaitList&) = delete;
  ~WaitList();

  bool empty() const noexcept { return first_ == nullptr; }
  void add(ListedWait& wait) noexcept;
  /// Takes the first one out; null if there is none.
  ListedWait* take() noexcept;
  /// Takes all out and lets them go on.
  void wake_all();

 private:
  friend class ListedWait;
  void remove(ListedWait& wait) noexcept;

  ListedWait* first_ = nullptr;
  ListedWait* last_ = nullptr;
};

}  // namespace vtime::task
