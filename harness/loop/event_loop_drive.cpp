// How an EventLoop is driven: one path on which callbacks fire, and the drivers built on it.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loop/event_loop_state.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

constexpr Duration end_of_time = Duration::max();

/// Posts are one queue: they never overtake one another. Timers of one deadline may, in loops other than this one.
constexpr std::uint32_t lane_of_posts = 1;

}  // namespace

// ---- firing ----------------------------------------------------------------------------------------------------

bool EventLoop::State::step(Duration until) {
  if (!engine.microtasks().empty()) {  // queued by the main program, or left by a callback that threw
    engine.run_microtasks();
    return true;
  }
  const std::optional<TimerId> id = next_due(until);
  if (!id) return false;
  const TimerEntry& entry = *timers.find(*id);
  const bool repeated = entry.period.has_value();
  const Firing event{entry.event, entry.site, entry.deadline};
  engine.move_clock(event.deadline, event.site);
  engine.admit(event);
  if (repeated) {
    fire_beat(*id, event);
  } else {
    fire_once(*id, event);
  }
  engine.run_microtasks();
  return true;
}

std::optional<TimerId> EventLoop::State::next_due(Duration until) {
  const std::optional<TimerId> first = timers.first();
  if (!first || timers.find(*first)->deadline > until) return std::nullopt;
  return engine.decides_order() ? pick_of_first_instant() : *first;
}

TimerId EventLoop::State::pick_of_first_instant() {
  timers.first_instant(tied);
  candidates.clear();
  candidate_ids.clear();
  bool has_post = false;
  for (const TimerId id : tied) {
    const TimerEntry& entry = *timers.find(id);
    const bool is_post = entry.kind == EventKind::post;
    if (is_post && has_post) continue;
    has_post = has_post || is_post;
    candidates.push_back({entry.event, is_post ? lane_of_posts : 0, entry.site.place, entry.site.label});
    candidate_ids.push_back(id);
  }
  return candidate_ids[engine.pick(candidates)];
}

void EventLoop::State::fire_once(TimerId id, const Firing& event) {
  TimerEntry entry = timers.take(id);
  engine.run(event, entry.callback);
}

void EventLoop::State::fire_beat(TimerId id, const Firing& event) {
  /// Brings the callable back for the next beat, unless the interval was cancelled meanwhile.
  struct Borrowed {
    TimerQueue& timers;
    TimerId id;
    Callback callback;
    ~Borrowed() {
      if (TimerEntry* entry = timers.find(id)) entry->callback = std::move(callback);
    }
  };
  Engine::Running running(engine, event);
  rearm(id);
  Borrowed borrowed{timers, id, std::move(timers.find(id)->callback)};
  running.call(borrowed.callback);
}

void EventLoop::State::rearm(TimerId id) {
  TimerEntry& entry = *timers.find(id);
  try {
    const Duration drawn = engine.draw(entry.site, *entry.period);
    const Duration now = engine.elapsed();
    const Duration late = now - entry.deadline;
    Duration base = entry.deadline;
    if (entry.missed == MissedTicks::delay) base = now;
    if (entry.missed == MissedTicks::skip) base = now - late % drawn;
    const Duration deadline = engine.deadline_from(base, drawn, entry.site);
    entry.event = engine.arm(entry.site, entry.kind, DeadlineBase::previous, *entry.period, drawn, deadline);
    timers.rearm(id, deadline);
  } catch (...) {
    timers.take(id);  // its time is over: there is no next deadline
    throw;
  }
}

void EventLoop::State::drive_to(Duration end, Duration last_deadline) {
  engine.driver_limit(end);
  while (!engine.stopped() && step(last_deadline)) {
  }
  if (!engine.stopped()) engine.move_clock(end);
}

Duration EventLoop::State::not_before_now(TimePoint time) const {
  const TimePoint now = point(engine.elapsed());
  if (time < now) {
    throw PastDeadline({.message = fmt::format("the clock cannot go back by {}", to_text(now - time)),
                        .help = "give a time of now() or later",
                        .at = engine.elapsed()});
  }
  return time.time_since_epoch() - engine.start();
}

// ---- drivers ---------------------------------------------------------------------------------------------------

namespace {

/// Marks the loop as being driven, which only one call at a time may do.
class Driving {
 public:
  template <typename State>
  Driving(State& state, bool stepping) : driving_(state.driving) {
    if (driving_) {
      throw ReentrantDrive({.message = "the event loop was driven from within one of its own callbacks",
                            .help = "schedule what is to come (post, schedule_after) and return; only code outside "
                                    "of callbacks drives the loop",
                            .at = state.engine.elapsed()});
    }
    if (stepping && state.stepping) {
      state.engine.continue_run();
    } else {
      state.engine.begin_run();
    }
    state.stepping = stepping;
    driving_ = true;
  }
  Driving(const Driving&) = delete;
  Driving& operator=(const Driving&) = delete;
  ~Driving() { driving_ = false; }

 private:
  bool& driving_;
};

}  // namespace

bool EventLoop::step() {
  const Driving driving(*state_, true);
  return state_->step(end_of_time);
}

void EventLoop::run_ready() {
  const Driving driving(*state_, false);
  while (!state_->engine.stopped() && state_->step(state_->engine.elapsed())) {
  }
}

void EventLoop::advance_by(Duration by) {
  const Driving driving(*state_, false);
  if (by < Duration::zero()) {
    throw InvalidArgument({.message = fmt::format("the clock cannot go back by {}", to_text(by)),
                           .help = "give a duration of 0 or more",
                           .at = state_->engine.elapsed()});
  }
  const Duration end = state_->engine.deadline_after(by, {});
  state_->drive_to(end, end);
}

void EventLoop::advance_to(TimePoint time) {
  const Driving driving(*state_, false);
  const Duration end = state_->not_before_now(time);
  state_->drive_to(end, end);
}

void EventLoop::advance_before(TimePoint time) {
  const Driving driving(*state_, false);
  const Duration end = state_->not_before_now(time);
  state_->drive_to(end, end - Duration(1));
}

void EventLoop::run_until_idle() {
  const Driving driving(*state_, false);
  State& state = *state_;
  while (!state.engine.stopped() && (state.timers.foreground() > 0 || !state.engine.microtasks().empty())) {
    state.step(end_of_time);
  }
}

bool EventLoop::run_until(const std::function<bool()>& predicate, Duration within) {
  const Driving driving(*state_, false);
  State& state = *state_;
  if (within < Duration::zero()) {
    throw InvalidArgument({.message = fmt::format("the time limit {} is negative", to_text(within)),
                           .help = "give a duration of 0 or more",
                           .at = state.engine.elapsed()});
  }
  const Duration until = state.engine.deadline_after(within, {});
  state.engine.driver_limit(until);
  while (!predicate()) {
    if (state.engine.stopped()) return false;
    if (state.step(until)) continue;
    state.engine.move_clock(until);
    return predicate();
  }
  return true;
}

void EventLoop::run_to_last() {
  const Driving driving(*state_, false);
  State& state = *state_;
  Duration last = state.engine.elapsed();
  for (const TimerId id : state.timers.in_order()) {
    const TimerEntry& entry = *state.timers.find(id);
    if (!entry.background) last = std::max(last, entry.deadline);
  }
  state.drive_to(last, last);
}

void EventLoop::stall(Duration by) { state_->engine.block(by); }

void EventLoop::stop() { state_->engine.stop(); }

}  // namespace vtime
