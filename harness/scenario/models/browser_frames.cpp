// The browser's loop: animation frames and idle periods.
#include <algorithm>
#include <utility>

#include "scenario/models/browser.hpp"
#include "scenario/models/browser_times.hpp"

namespace vtime::scenario {

namespace {

constexpr Duration longest_idle_period = std::chrono::milliseconds(50);

}  // namespace

Ticket BrowserModel::request_animation_frame(const Site& site, Callback callback) {
  const Id id = ++last_id_;
  if (frame_callbacks_.empty()) next_frame_ = frame_after(engine_.elapsed());
  const EventId event =
      engine_.arm(site, EventKind::frame, DeadlineBase::absolute, Range::fixed(next_frame_), next_frame_, next_frame_);
  frame_callbacks_.emplace(id, FrameCallback{site, event, std::move(callback)});
  return Ticket{.id = id};
}

/// Callbacks queued meanwhile run in the next frame; a microtask checkpoint follows each.
void BrowserModel::run_frame() {
  due_timers_in_a_row_ = 0;
  frame_time_ = next_frame_;
  frame_now_ = std::exchange(frame_callbacks_, {});
  while (!frame_now_.empty() && !is_over()) {
    auto node = frame_now_.extract(frame_now_.begin());
    FrameCallback& frame = node.mapped();
    call(Firing{frame.event, frame.site, frame_time_}, frame.callback);
  }
  begin_idle_period_after_frame();
}

Ticket BrowserModel::request_idle_callback(const Site& site, std::optional<Duration> timeout, Callback callback) {
  const Id id = ++last_id_;
  const Duration now = engine_.elapsed();
  const EventId event = engine_.arm(site, EventKind::idle, DeadlineBase::firing, Range{}, Duration{}, now);
  IdleCallback& idle = idle_[id];
  idle = IdleCallback{site, event, std::move(callback), {}, {}, {}};
  if (const Duration forced_after = timeout_of(timeout.value_or(Duration{})); forced_after > Duration{}) {
    idle.deadline = engine_.deadline_after(forced_after, site);
    idle.order = ++last_order_;
    waiting_timers_.emplace(idle.deadline, idle.order, id);
  }
  return Ticket{.id = id};
}

/// When callbacks wait and no period lasts, one begins, before the tasks that are due at that moment. It ends at the
/// next timer and after 50 ms, and takes those that wait now; later ones are for the next period.
void BrowserModel::begin_idle_period() {
  if (idle_.empty() || engine_.elapsed() < idle_end_) return;
  last_idle_ = idle_.rbegin()->first;
  idle_end_ = engine_.elapsed() + longest_idle_period;
  if (!waiting_timers_.empty()) idle_end_ = std::min(idle_end_, std::get<Duration>(*waiting_timers_.begin()));
  between_frames_ = false;
}

/// A frame ends the period before it. When another one follows, the period after it lasts until that, whatever timers
/// come in between.
void BrowserModel::begin_idle_period_after_frame() {
  between_frames_ = !frame_callbacks_.empty();
  idle_end_ = between_frames_ ? next_frame_ : engine_.elapsed();
  last_idle_ = idle_.empty() ? 0 : idle_.rbegin()->first;
}

bool BrowserModel::may_idle() const {
  return !idle_.empty() && idle_.begin()->first <= last_idle_ && engine_.elapsed() < idle_end_;
}

/// When none is left the period is over, unless it is one between frames: the next request begins a new one.
void BrowserModel::run_next_idle_callback() {
  run_idle_callback(idle_.begin()->first);
  if (idle_.empty() && !between_frames_) idle_end_ = engine_.elapsed();
}

void BrowserModel::run_idle_callback(Id id) {
  auto node = idle_.extract(id);
  IdleCallback& idle = node.mapped();
  forget_timeout(idle, id);
  call(Firing{idle.event, idle.site, engine_.elapsed()}, idle.callback);
}

void BrowserModel::forget_timeout(const IdleCallback& idle, Id id) {
  if (idle.task) due_timers_.erase(*idle.task);
  waiting_timers_.erase({idle.deadline, idle.order, id});
}

}  // namespace vtime::scenario
