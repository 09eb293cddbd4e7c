/// Doubly linked lists whose links lie in the members themselves: nothing is allocated, and a member leaves in no time.
///
///     struct Reader : Link<Reader> { ... };
///     LinkedList<Reader> readers;
///     readers.push_back(reader);
#pragma once

#include <utility>

namespace vtime::asio {

template <typename Tag>
class LinkedList;

/// One place in a list. An object that is to be in several lists at a time has one for each, told apart by the tag.
template <typename Tag>
class Link {
 public:
  Link() noexcept = default;
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;
  ~Link() { unlink(); }

  bool is_linked() const noexcept { return next_ != this; }
  void unlink() noexcept {
    previous_->next_ = next_;
    next_->previous_ = previous_;
    previous_ = next_ = this;
  }

 private:
  template <typename>
  friend class LinkedList;

  Link* previous_ = this;
  Link* next_ = this;
};

/// Does not own its members.
template <typename Tag>
class LinkedList {
 public:
  bool empty() const noexcept { return !head_.is_linked(); }

  /// Takes the link out of any list that it is in.
  void push_back(Link<Tag>& link) noexcept {
    link.unlink();
    link.previous_ = head_.previous_;
    link.next_ = &head_;
    head_.previous_->next_ = &link;
    head_.previous_ = &link;
  }
  /// Puts all of `others` at the end.
  void take(LinkedList& others) noexcept {
    while (!others.empty()) push_back(*others.head_.next_);
  }
  template <typename T>
  T& front() const noexcept {
    return static_cast<T&>(*head_.next_);
  }
  /// The first for which `is_meant(const T&)` holds; null if there is none.
  template <typename T, typename Predicate>
  T* find(Predicate is_meant) const {
    for (Link<Tag>* link = head_.next_; link != &head_; link = link->next_) {
      T& member = static_cast<T&>(*link);
      if (is_meant(std::as_const(member))) return &member;
    }
    return nullptr;
  }

 private:
  Link<Tag> head_;
};

}  // namespace vtime::asio
