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

Firing firing_of(const TimerQueue& timers, std::uint32_t number, Duration deadline) {
  return {timers.event(number), timers.site(number), deadline};
}

}  // namespace

// ---- firing ----------------------------------------------------------------------------------------------------

bool EventLoop::State::fire_first(Duration until) {
  const TimerQueue::Waiting first = timers.first();
  if (first.slot == nullptr || first.key.deadline() > until) return false;
  if (!engine.calls_plainly()) {
    fire_fully(first.key);
  } else if (TimerQueue::is_plain(*first.slot)) [[likely]] {
    fire_plain<&TimerQueue::take_first>(first.key, *first.slot);
  } else {
    fire_recorded(first.key, *first.slot);
  }
  engine.run_microtasks();
  return true;
}

bool EventLoop::State::fire_posts(Duration until) {
  for (bool has_fired = false;; has_fired = true) {
    if (!timers.run_is_first()) return has_fired;
    const TimerKey post = timers.first_of_run();
    TimerSlot& slot = timers.slot(post.slot());
    if (!TimerQueue::waits_simply(post, slot) || post.deadline() > until || !engine.calls_plainly()) return has_fired;
    fire_plain<&TimerQueue::take_first_of_run>(post, slot);
    engine.run_microtasks();
  }
}

template <auto take>
void EventLoop::State::fire_plain(TimerKey first, TimerSlot& slot) {
  /// Destroys the callable when it has returned, and only after its event has ended.
  struct Held {
    TimerQueue& timers;
    std::uint32_t number;
    TimerSlot& slot;
    [[gnu::always_inline]] ~Held() { timers.finish_plain(number, slot); }
  };
  const std::uint32_t number = first.slot();
  const auto site = [this, number]() -> const Site& { return timers.site(number); };
  engine.move_clock(first.deadline(), site);
  (timers.*take)(number, slot);
  const Held held{timers, number, slot};
  Engine::PlainlyRunning(engine).call(slot.callback, site);
}

void EventLoop::State::fire_fully(TimerKey first) {
  const bool is_chosen = engine.decides_order();
  const TimerKey key = is_chosen ? choose(first) : first;
  const std::uint32_t number = key.slot();
  engine.move_clock(key.deadline(), [&]() -> const Site& { return timers.site(number); });
  engine.admit([&] { return firing_of(timers, number, key.deadline()); });
  TimerSlot& slot = timers.slot(number);
  if (is_chosen) {
    timers.take_chosen(number, slot);
  } else {
    timers.take_first(number, slot);
  }
  if (const Repetition* repetition = timers.repetition(number, slot)) {
    fire_beat(number, slot, key.deadline(), *repetition);
  } else {
    fire_once(number, slot, key.deadline());
  }
}

void EventLoop::State::fire_once(std::uint32_t number, TimerSlot& slot, Duration deadline) {
  /// As that of fire_plain().
  struct Held {
    TimerQueue& timers;
    std::uint32_t number;
    ~Held() { timers.release(number); }
  };
  const Held held{timers, number};
  Engine::Running running(engine, [&] { return firing_of(timers, number, deadline); });
  running.call(slot.callback, [&]() -> const Site& { return timers.site(number); });
}

bool EventLoop::State::step(Duration until) {
  if (engine.microtasks().empty()) return fire_first(until);
  engine.run_microtasks();  // queued by the main program, or left by a callback that threw
  return true;
}

void EventLoop::State::steps(Duration until, bool to_idle) {
  engine.run_microtasks();
  while (!engine.stopped() && !(timers.only_background() && to_idle)) {
    if (timers.run_is_first() && fire_posts(until)) continue;
    if (!fire_first(until)) return;
  }
}

TimerKey EventLoop::State::choose(TimerKey first) {
  timers.first_instant(tied);
  candidates.clear();
  candidate_keys.clear();
  bool has_post = false;
  for (const TimerKey key : tied) {
    const TimerFacts facts = timers.facts(key.slot());
    const bool is_post = facts.traits.kind() == EventKind::post;
    if (is_post && has_post) continue;
    has_post = has_post || is_post;
    candidates.push_back({facts.event, is_post ? lane_of_posts : 0, facts.site.place, facts.site.label});
    candidate_keys.push_back(key);
  }
  return candidates.size() < 2 ? first : candidate_keys[engine.pick(candidates)];
}

/// Destroys the callable when it has returned if it was cancelled meanwhile, while its event still runs.
struct EventLoop::State::Beating {
  State& state;
  std::uint32_t number;
  Beating(State& its_state, std::uint32_t its_number) : state(its_state), number(its_number) { state.firing = number; }
  Beating(const Beating&) = delete;
  Beating& operator=(const Beating&) = delete;
  ~Beating() {
    state.firing.reset();
    state.timers.release(number);
  }
};

void EventLoop::State::fire_recorded(TimerKey first, TimerSlot& slot) {
  const std::uint32_t number = first.slot();
  const Repetition* const known = timers.repetition(number, slot);
  if (known == nullptr) return fire_fully(first);
  const Repetition repetition = *known;  // a chooser may arm others when it is asked
  const auto site = [this, number]() -> const Site& { return timers.site(number); };
  engine.move_clock(first.deadline(), site);
  timers.take_first(number, slot);
  Engine::PlainlyRunning running(engine);
  const Beating beating(*this, number);
  rearm(number, first.deadline(), repetition);
  running.call(slot.callback, site);
}

void EventLoop::State::fire_beat(std::uint32_t number, TimerSlot& slot, Duration deadline, Repetition repetition) {
  Engine::Running running(engine, [&] { return firing_of(timers, number, deadline); });
  const Beating beating(*this, number);
  rearm(number, deadline, repetition);
  running.call(slot.callback, [&]() -> const Site& { return timers.site(number); });
}

void EventLoop::State::rearm(std::uint32_t number, Duration previous, const Repetition& repetition) {
  const Range& period = repetition.period;
  const auto site = [&]() -> const Site& { return timers.site(number); };
  const Duration drawn = period.is_fixed() ? period.least : engine.draw(site(), period);
  const Duration now = engine.elapsed();
  Duration base = previous;
  if (repetition.missed == MissedTicks::delay) base = now;
  if (repetition.missed == MissedTicks::skip) base = now - (now - previous) % drawn;
  const Duration deadline = engine.deadline_from(base, drawn, site);
  const EventId event = engine.recording() ? engine.arm(site(), timers.traits(number).kind(), DeadlineBase::previous,
                                                        period, drawn, deadline)
                                           : EventId::main;
  timers.rearm(number, deadline, now, event);
}

void EventLoop::State::drive_to(Duration end, Duration last_deadline) {
  engine.driver_limit(end);
  steps(last_deadline, false);
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

bool EventLoop::step(TimePoint until) {
  const Driving driving(*state_, true);
  // Nothing is due before the start; a time far before it would overflow.
  const Duration start = state_->engine.start();
  return state_->step(std::max(until.time_since_epoch(), start - Duration(1)) - start);
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
  state_->steps(end_of_time, true);
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
  for (const TimerKey key : state.timers.in_order()) {
    if (!state.timers.traits(key.slot()).is_background()) last = std::max(last, key.deadline());
  }
  state.drive_to(last, last);
}

void EventLoop::stall(Duration by) { state_->engine.block(by); }

void EventLoop::stop() { state_->engine.stop(); }

}  // namespace vtime
