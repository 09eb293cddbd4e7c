#include "vtime/event_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loop/event_loop_state.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

void require_callback(const Callback& callback, const Engine& engine, const Place& place) {
  if (callback) return;
  throw InvalidArgument({.message = "an empty callback was scheduled",
                         .help = "give something that can be called",
                         .at = engine.elapsed(),
                         .place = place});
}

void require_not_negative(Duration delay, const Engine& engine, const Place& place) {
  if (delay >= Duration::zero()) return;
  throw InvalidArgument({.message = fmt::format("the delay {} is negative", to_text(delay)),
                         .help = "give a delay of 0 or more",
                         .at = engine.elapsed(),
                         .place = place});
}

void require_positive(Duration period, const Engine& engine, const Place& place) {
  if (period > Duration::zero()) return;
  throw InvalidArgument({.message = fmt::format("the period {} is not positive", to_text(period)),
                         .help = "give a period above 0; to run something at once, post it",
                         .at = engine.elapsed(),
                         .place = place});
}

}  // namespace

EventLoop::EventLoop(const LoopOptions& options) : state_(std::make_unique<State>(*this, options)) {}

EventLoop::~EventLoop() {
  end_life();  // what the callbacks hold may cancel timers while it is destroyed
  state_->close();
}

// ---- time ------------------------------------------------------------------------------------------------------

TimePoint EventLoop::now() const { return state_->point(state_->engine.program_clock_read()); }

Duration EventLoop::elapsed() const { return state_->engine.program_clock_read(); }

Moment EventLoop::moment() const { return {state_->engine.elapsed(), state_->engine.current_event()}; }

WallTime EventLoop::wall_now() const {
  state_->engine.program_clock_read();
  return state_->engine.wall_now();
}

void EventLoop::set_wall(WallTime time) { state_->engine.set_wall(time); }

void EventLoop::shift_wall(Duration by) { state_->engine.shift_wall(by); }

// ---- scheduling ------------------------------------------------------------------------------------------------

Timer EventLoop::schedule_at(TimePoint when, Callback callback, TimerOptions options, Place place) {
  const TimePoint now = state_->point(state_->engine.elapsed());
  if (when < now) {
    throw PastDeadline({.message = fmt::format("the deadline has passed {} ago", to_text(now - when)),
                        .help = "schedule it for now() or later, or post it",
                        .at = state_->engine.elapsed(),
                        .place = place});
  }
  return handle(state_->arm(Range::fixed(when - now), std::move(callback), options, place,
                            {.kind = EventKind::timer, .base = DeadlineBase::absolute}));
}

Timer EventLoop::post(Callback callback, TimerOptions options, Place place) {
  return handle(state_->arm(Range::fixed({}), std::move(callback), options, place,
                            {.kind = EventKind::post, .base = DeadlineBase::firing}));
}

Timer EventLoop::schedule_after(Duration delay, Callback callback, TimerOptions options, Place place) {
  return schedule_after(Range::fixed(delay), std::move(callback), options, place);
}

Timer EventLoop::schedule_after(const Range& delay, Callback callback, TimerOptions options, Place place) {
  require_not_negative(delay.least, state_->engine, place);
  return handle(state_->arm(delay, std::move(callback), options, place,
                            {.kind = EventKind::timer, .base = DeadlineBase::firing}));
}

Timer EventLoop::schedule_every(Duration period, Callback callback, MissedTicks missed, TimerOptions options,
                                Place place) {
  return schedule_every(Range::fixed(period), std::move(callback), missed, options, place);
}

Timer EventLoop::schedule_every(const Range& period, Callback callback, MissedTicks missed, TimerOptions options,
                                Place place) {
  require_positive(period.least, state_->engine, place);
  return handle(
      state_->arm(period, std::move(callback), options, place,
                  {.kind = EventKind::interval, .base = DeadlineBase::firing, .repeated = true, .missed = missed}));
}

void EventLoop::queue_microtask(Callback callback, Label label, Place place) {
  require_callback(callback, state_->engine, place);
  if (state_->closed) return;
  state_->engine.queue_microtask(Site{place, label.text()}, std::move(callback));
}

Label EventLoop::keep(std::string_view text) { return Label::lasting(*state_->labels.emplace(text).first); }

TimerId EventLoop::State::arm(const Range& delay, Callback callback, const TimerOptions& options, Place place,
                              const Arming& arming) {
  require_callback(callback, engine, place);
  if (closed) return {};
  const Site site{place, options.label.text()};
  const Duration drawn = engine.draw(site, delay);
  const Duration deadline = engine.deadline_after(drawn, site);
  const EventKind kind = options.kind.value_or(arming.kind);
  const EventId event = engine.arm(site, kind, arming.base, delay, drawn, deadline);
  return timers.add({.callback = std::move(callback),
                     .site = site,
                     .event = event,
                     .kind = kind,
                     .background = options.background,
                     .missed = arming.missed,
                     .period = arming.repeated ? std::optional(delay) : std::nullopt,
                     .deadline = deadline});
}

bool EventLoop::cancel_timer(TimerId id) {
  if (state_->timers.find(id) == nullptr) return false;
  const TimerEntry cancelled = state_->timers.take(id);  // destroyed last: its destructor may use the loop
  state_->engine.cancelled(cancelled.event);
  return true;
}

std::optional<TimePoint> EventLoop::deadline_of(TimerId id) const {
  const TimerEntry* entry = state_->timers.find(id);
  return entry == nullptr ? std::nullopt : std::optional(state_->point(entry->deadline));
}

// ---- looking ---------------------------------------------------------------------------------------------------

std::optional<TimePoint> EventLoop::next_deadline() const {
  if (!state_->engine.microtasks().empty()) return state_->point(state_->engine.elapsed());
  const std::optional<TimerId> first = state_->timers.first();
  return first ? deadline_of(*first) : std::nullopt;
}

std::vector<PendingCallback> EventLoop::pending() const {
  std::vector<PendingCallback> list;
  for (const TimerId id : state_->timers.in_order()) {
    const TimerEntry& entry = *state_->timers.find(id);
    list.push_back({.label = entry.site.label,
                    .place = entry.site.place,
                    .due = state_->point(entry.deadline),
                    .background = entry.background,
                    .kind = entry.kind,
                    .event = entry.event,
                    .started = id.number});
  }
  return list;
}

std::size_t EventLoop::pending_count() const { return state_->timers.size(); }

std::size_t EventLoop::foreground_count() const { return state_->timers.foreground(); }

// ---- settings --------------------------------------------------------------------------------------------------

void EventLoop::set_limits(const Limits& limits) { state_->engine.set_limits(limits); }

void EventLoop::set_error_handler(std::function<void(const FailedCallback&)> handler) {
  state_->engine.set_error_handler(std::move(handler));
}

void EventLoop::set_chooser(Chooser* chooser) { state_->engine.set_chooser(chooser); }

void EventLoop::set_recorder(Recorder* recorder) { state_->engine.set_recorder(recorder); }

Engine& EventLoop::engine() { return state_->engine; }

const Engine& EventLoop::engine() const { return state_->engine; }

void EventLoop::State::close() {
  closed = true;
  timers.clear();
  engine.microtasks().clear();
}

}  // namespace vtime
