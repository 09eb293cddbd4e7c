/// What a component needs of time: the seam through which the same code runs on virtual time in tests and on real time
/// in production.
///
///     class Retry {
///      public:
///       explicit Retry(vtime::Scheduler& scheduler) : scheduler_(scheduler) {}
///       void failed() { timer_ = scheduler_.schedule_after(100ms, [this] { attempt(); }); }
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "vtime/callback.hpp"
#include "vtime/clock.hpp"
#include "vtime/label.hpp"
#include "vtime/moment.hpp"
#include "vtime/place.hpp"
#include "vtime/recorder.hpp"
#include "vtime/timer.hpp"

namespace vtime {

/// What may be said of a timer or a post besides when and what.
struct TimerOptions {
  Label label = {};
  bool background = false;             ///< does not keep a run alive; still runs while something else does
  std::optional<EventKind> kind = {};  ///< what reports call it, where that is more than a timer or a post
};

/// Calls callbacks, one at a time, in the order of their deadlines, those of one deadline in the order of arming. What
/// all schedulers promise is tests/loop/scheduler_contract_test.cpp. All functions throw InvalidArgument for an empty
/// callback.
class Scheduler {
 public:
  Scheduler() : life_(*this) {}
  Scheduler(const Scheduler&) = delete;
  Scheduler& operator=(const Scheduler&) = delete;
  virtual ~Scheduler() { end_life(); }

  /// The time, on a clock that never goes back.
  virtual TimePoint now() const = 0;
  /// Calls `callback` at `when`. Throws PastDeadline if that has passed.
  virtual Timer schedule_at(TimePoint when, Callback callback, const TimerOptions& options = {},
                            Place place = Place::here()) = 0;
  /// Calls `callback` now, behind what is due already, and not before the present callback has returned.
  virtual Timer post(Callback callback, const TimerOptions& options = {}, Place place = Place::here()) = 0;
  /// Calls `callback` after `delay`. Throws InvalidArgument if that is negative, TimeOverflow beyond the clock's range.
  virtual Timer schedule_after(Duration delay, Callback callback, const TimerOptions& options = {},
                               Place place = Place::here()) = 0;

  /// True if this prevented a call.
  bool cancel(const Timer& timer) { return timer.cancel(); }

  /// Where the execution stands, for reports: asking is not the program's look at the clock.
  virtual Moment moment() const { return {now().time_since_epoch()}; }

  /// What a storey above keeps with a scheduler: its coroutines.
  class Attachment {
   public:
    virtual ~Attachment() = default;
    /// The scheduler is about to end and is whole for the last time.
    virtual void end() noexcept = 0;
  };
  Attachment* attachment() const noexcept { return attachment_.get(); }
  void attach(std::unique_ptr<Attachment> attachment) noexcept { attachment_ = std::move(attachment); }

 protected:
  friend class Timer;
  virtual bool cancel_timer(TimerId id) = 0;
  virtual bool is_pending(TimerId id) const { return deadline_of(id).has_value(); }
  /// When it is due; nothing if it is not pending.
  virtual std::optional<TimePoint> deadline_of(TimerId id) const = 0;

  Timer handle(TimerId id) const { return Timer(life_, id); }
  /// To be called first of all by the destructor of a scheduler: from then on its handles refer to nothing.
  void end_life() noexcept {
    if (attachment_ != nullptr) attachment_->end();
    life_.end();
  }

 private:
  SchedulerLife life_;
  std::unique_ptr<Attachment> attachment_;
};

}  // namespace vtime
