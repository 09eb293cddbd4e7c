#include "vtime/event_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "loop/event_loop_state.hpp"
#include "loop/refusals.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

void require_positive(Duration period, const Engine& engine, const Place& place) {
  if (period > Duration::zero()) return;
  throw InvalidArgument({.message = fmt::format("the period {} is not positive", to_text(period)),
                         .help = "give a period above 0; to run something at once, post it",
                         .at = engine.elapsed(),
                         .place = place});
}

}  // namespace

EventLoop::EventLoop(const LoopOptions& options)
    : state_(std::make_unique<State>(*this, options)),
      clock_(state_->engine.clock()),
      intake_(state_->timers.intake()) {}

EventLoop::~EventLoop() {
  end_life();  // what the callbacks hold may cancel timers while it is destroyed
  state_->close();
}

// ---- time ------------------------------------------------------------------------------------------------------

Duration EventLoop::recorded_look() const { return state_->engine.program_clock_read(); }

Moment EventLoop::moment() const { return {state_->engine.elapsed(), state_->engine.current_event()}; }

WallTime EventLoop::wall_now() const {
  state_->engine.program_clock_read();
  return state_->engine.wall_now();
}

void EventLoop::set_wall(WallTime time) { state_->engine.set_wall(time); }

void EventLoop::shift_wall(Duration by) { state_->engine.shift_wall(by); }

// ---- scheduling ------------------------------------------------------------------------------------------------

Timer EventLoop::schedule_at(TimePoint when, Callback callback, const TimerOptions& options, Place place) {
  const TimePoint now = state_->point(state_->engine.elapsed());
  if (when < now) require_not_past(when.time_since_epoch(), now.time_since_epoch(), {place, state_->engine.elapsed()});
  return handle(state_->arm(when - now, std::move(callback), options, place,
                            {.kind = EventKind::timer, .base = DeadlineBase::absolute}));
}

Timer EventLoop::post(Callback callback, const TimerOptions& options, Place place) {
  return handle(state_->arm(Duration(0), std::move(callback), options, place,
                            {.kind = EventKind::post, .base = DeadlineBase::firing}));
}

Timer EventLoop::schedule_after(Duration delay, Callback callback, const TimerOptions& options, Place place) {
  if (delay < Duration::zero()) require_not_negative(delay, {place, state_->engine.elapsed()});
  return handle(state_->arm(delay, std::move(callback), options, place,
                            {.kind = EventKind::timer, .base = DeadlineBase::firing}));
}

Callback& EventLoop::make_vacant() { return state_->timers.vacant(); }

TimerId EventLoop::schedule_vacant(Place place, std::string_view label, TimerTraits traits, Duration delay) {
  return state_->arm_vacant(delay, place, label, traits);
}

Timer EventLoop::schedule_after(const Range& delay, Callback callback, const TimerOptions& options, Place place) {
  require_not_negative(delay.least, {place, state_->engine.elapsed()});
  return handle(state_->arm(delay, std::move(callback), options, place,
                            {.kind = EventKind::timer, .base = DeadlineBase::firing}));
}

Timer EventLoop::schedule_every(Duration period, Callback callback, MissedTicks missed, const TimerOptions& options,
                                Place place) {
  return schedule_every(Range::fixed(period), std::move(callback), missed, options, place);
}

Timer EventLoop::schedule_every(const Range& period, Callback callback, MissedTicks missed, const TimerOptions& options,
                                Place place) {
  require_positive(period.least, state_->engine, place);
  const Repetition repetition{period, missed};
  return handle(state_->arm(period, std::move(callback), options, place,
                            {.kind = EventKind::interval, .base = DeadlineBase::firing}, &repetition));
}

void EventLoop::queue_microtask(Callback callback, Label label, Place place) {
  require_callback(callback, {place, state_->engine.elapsed()});
  if (state_->engine.closed()) return;
  state_->engine.queue_microtask(Site{place, label.text()}, std::move(callback));
}

Label EventLoop::keep(std::string_view text) { return Label::lasting(*state_->labels.emplace(text).first); }

TimerId EventLoop::State::arm(const Range& delay, Callback&& callback, const TimerOptions& options, const Place& place,
                              const Arming& arming, const Repetition* repetition) {
  if (!callback || engine.closed()) return refuse(callback, place);
  const Site site{place, options.label.text()};
  const Duration drawn = engine.draw(site, delay);
  const Duration deadline = engine.deadline_after(drawn, site);
  const TimerTraits traits = traits_of(options, arming.kind);
  const EventId event = engine.arm(site, traits.kind(), arming.base, delay, drawn, deadline);
  const TimerFacts facts{site, traits, event};
  const Duration now = engine.elapsed();
  return repetition == nullptr ? timers.add(deadline, now, std::move(callback), facts)
                               : timers.add_repeated(deadline, now, std::move(callback), facts, *repetition);
}

TimerId EventLoop::State::arm_moved(Duration delay, Place place, std::string_view label, TimerTraits traits) {
  require_not_negative(delay, {place, engine.elapsed()});
  const TimerOptions options{Label::lasting(label), traits.is_background(), traits.kind()};
  // Moved away first: what listens may arm others meanwhile.
  return arm(delay, Callback(std::move(timers.vacant())), options, place,
             {.kind = traits.kind(), .base = DeadlineBase::firing});
}

TimerId EventLoop::State::refuse(const Callback& callback, const Place& place) const {
  require_callback(callback, {place, engine.elapsed()});
  return {};
}

bool EventLoop::cancel_timer(TimerId id) {
  State& state = *state_;
  if (state.timers.cancels_at_once(id)) [[likely]] {
    state.timers.cancel_at_once(id.slot);
    return true;
  }
  TimerSlot* const slot = state.timers.find(id);
  if (slot == nullptr) return false;
  state.timers.cancel(id.slot, *slot);
  // Last of all the callable is destroyed: its destructor may use the loop.
  if (TimerQueue::is_plain(*slot) && !state.engine.recording()) [[likely]] {
    state.timers.finish_plain(id.slot, *slot);
  } else {
    state.finish_cancelled(id.slot);
  }
  return true;
}

void EventLoop::State::finish_cancelled(std::uint32_t number) {
  engine.cancelled(timers.event(number));
  if (firing != number) timers.release(number);
}

bool EventLoop::is_pending(TimerId id) const { return state_->timers.waits(id); }

std::optional<TimePoint> EventLoop::deadline_of(TimerId id) const {
  const std::optional<Duration> deadline = state_->timers.deadline_of(id);
  return deadline ? std::optional(state_->point(*deadline)) : std::nullopt;
}

// ---- looking ---------------------------------------------------------------------------------------------------

std::optional<TimePoint> EventLoop::next_deadline() const {
  if (!state_->engine.microtasks().empty()) return state_->point(state_->engine.elapsed());
  const TimerKey first = state_->timers.first().key;
  return first.is_none() ? std::nullopt : std::optional(state_->point(first.deadline()));
}

std::vector<PendingCallback> EventLoop::pending() const {
  std::vector<PendingCallback> list;
  const TimerQueue& timers = state_->timers;
  for (const TimerKey key : timers.in_order()) {
    const TimerFacts facts = timers.facts(key.slot());
    list.push_back({.label = facts.site.label,
                    .place = facts.site.place,
                    .due = state_->point(key.deadline()),
                    .background = facts.traits.is_background(),
                    .kind = facts.traits.kind(),
                    .event = facts.event,
                    .started = timers.id_of(key).number});
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
  engine.close();
  timers.clear();
  engine.microtasks().clear();
}

}  // namespace vtime
