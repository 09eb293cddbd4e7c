#include "vtime/task/wait_list.hpp"

#include <utility>

namespace vtime::task {

ListedWait::~ListedWait() { leave(); }

bool ListedWait::leave() noexcept {
  if (list_ != nullptr) list_->remove(*this);
  return true;
}

WaitList::~WaitList() {
  while (take() != nullptr) {
  }
}

void WaitList::add(ListedWait& wait) noexcept {
  wait.list_ = this;
  wait.before_ = last_;
  (last_ == nullptr ? first_ : last_->after_) = &wait;
  last_ = &wait;
}

ListedWait* WaitList::take() noexcept {
  ListedWait* const wait = first_;
  if (wait != nullptr) remove(*wait);
  return wait;
}

void WaitList::wake_all() {
  // Those who come meanwhile are not meant.
  for (ListedWait* const last = last_; first_ != nullptr;) {
    ListedWait* const wait = take();
    wait->fulfilled();
    if (wait == last) return;
  }
}

void WaitList::remove(ListedWait& wait) noexcept {
  (wait.before_ == nullptr ? first_ : wait.before_->after_) = wait.after_;
  (wait.after_ == nullptr ? last_ : wait.after_->before_) = wait.before_;
  wait.before_ = wait.after_ = nullptr;
  wait.list_ = nullptr;
}

}  // namespace vtime::task
