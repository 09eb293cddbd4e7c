/// A flag that coroutines wait for.
///
///     vtime::Event ready("ready");
///     co_await ready.wait();  // in one coroutine, or many
///     ready.set();            // in another, or in any callback
#pragma once

#include <string>

#include "vtime/label.hpp"
#include "vtime/place.hpp"
#include "vtime/site.hpp"
#include "vtime/task/operation.hpp"
#include "vtime/task/wait_list.hpp"

namespace vtime {

class Event;

namespace task {

class EventWait final : public ListedWait {
 public:
  EventWait(Event* event, const Place& place) noexcept;

  void await_resume() { check(); }
  std::string what() const override;

 private:
  void enter() override;

  Event* event_;
  Site site_;
};

}  // namespace task

/// Those who wait go on in the order in which they came, each in a callback of its own, after the one that set it. They
/// go on even if it is reset by then. It belongs to no loop.
class Event {
 public:
  /// Reports call it by `name`, or by the place where it was made.
  explicit Event(Label name = {}, const Place& place = Place::here()) noexcept : site_{place, name.text()} {}

  void set();
  void reset() noexcept { is_set_ = false; }
  bool is_set() const noexcept { return is_set_; }
  /// `co_await event.wait()` goes on when it is set, or in the next turn if it is already. Throws Cancelled.
  auto wait(const Place& place = Place::here()) { return task::Operation<task::EventWait, Event*, Place>(this, place); }

 private:
  friend class task::EventWait;

  bool is_set_ = false;
  task::WaitList waiting_;
  Site site_;
};

}  // namespace vtime
