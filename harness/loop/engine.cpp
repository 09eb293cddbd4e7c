#include "loop/engine.hpp"

#include <fmt/format.h>

#include <utility>

#include "vtime/error.hpp"

namespace vtime {

Engine::Engine(const LoopOptions& options) : clock_{.start = options.start}, wall_(options.epoch) {
  if (clock_.start < Duration::zero()) {
    throw InvalidArgument({.message = fmt::format("a loop cannot start at {}", to_text(clock_.start)),
                           .help = "give a start that is not negative"});
  }
  last_ = Duration::max() - clock_.start;
  set_chooser(options.chooser);
  set_recorder(options.recorder);
  set_limits(options.limits);
}

// ---- the clock -------------------------------------------------------------------------------------------------

Duration Engine::recorded_clock_read() const {
  recorder_->clock_read(current_->id, clock_.elapsed - current_->fired_at);
  return clock_.elapsed;
}

void Engine::throw_beyond_range(Duration delay, Duration base, const Site& site) const {
  throw TimeOverflow({.message = fmt::format("{} after {} is beyond the clock's range", to_text(delay), to_text(base)),
                      .help = fmt::format("the clock ends {} after its start", to_text(last_)),
                      .at = clock_.elapsed,
                      .place = site.place});
}

void Engine::refuse_time(Duration time, const Site& cause) const {
  if (limits_.virtual_time && time > *limits_.virtual_time) throw_out_of_time(time, cause);
  throw_beyond_range(time - clock_.elapsed, clock_.elapsed, cause);
}

void Engine::block(Duration duration) {
  if (duration < Duration::zero()) {
    throw InvalidArgument({.message = fmt::format("the clock cannot go back by {}", to_text(duration)),
                           .help = "give a duration that is not negative",
                           .at = clock_.elapsed});
  }
  move_clock(deadline_after(duration, {}));
  current_->blocked += duration;
}

void Engine::driver_limit(Duration until) {
  if (recorder_ != nullptr) recorder_->driver_limit(until);
}

WallTime Engine::wall_now() const {
  std::int64_t wall = 0;
  if (__builtin_add_overflow(wall_.time_since_epoch().count(), (clock_.elapsed - wall_read_at_).count(), &wall)) {
    throw TimeOverflow({.message = "the wall clock is beyond its range",
                        .help = "it ends at 2262-04-11T23:47:16.854775807Z",
                        .at = clock_.elapsed});
  }
  return WallTime(Duration(wall));
}

void Engine::set_wall(WallTime time) {
  wall_ = time;
  wall_read_at_ = clock_.elapsed;
}

void Engine::shift_wall(Duration by) {
  std::int64_t wall = 0;
  if (__builtin_add_overflow(wall_now().time_since_epoch().count(), by.count(), &wall)) {
    throw TimeOverflow({.message = fmt::format("the wall clock cannot be shifted by {}", to_text(by)),
                        .help = "it goes from 1677-09-21T00:12:43.145224192Z to 2262-04-11T23:47:16.854775807Z",
                        .at = clock_.elapsed});
  }
  set_wall(WallTime(Duration(wall)));
}

// ---- freedom ---------------------------------------------------------------------------------------------------

Question Engine::question(const Site& site) { return {current_->id, questions()++, site.place, site.label}; }

std::uint32_t& Engine::questions() noexcept {
  if (current_ != &main_ || depth_ == 0) return current_->questions;
  // Nothing was done for it when it was called plainly.
  if (plain_asker_ != callbacks_) {
    plain_asker_ = callbacks_;
    plain_questions_ = 0;
  }
  return plain_questions_;
}

void Engine::refuse_answer(const Site& site, std::string_view what) const {
  throw InvalidChoice({.message = fmt::format("the chooser gave {} that '{}' does not allow", what, name_of(site)),
                       .help = "a chooser must answer within the question",
                       .at = clock_.elapsed,
                       .place = site.place});
}

Duration Engine::draw(const Site& site, const Range& range) {
  if (range.is_fixed()) return range.least;
  if (range.least > range.most || range.unit <= Duration::zero()) {
    throw InvalidArgument({.message = fmt::format("{}..{} in steps of {} is not a range of delays",
                                                  to_text(range.least), to_text(range.most), to_text(range.unit)),
                           .help = "give the lesser end first and a positive unit",
                           .at = clock_.elapsed,
                           .place = site.place});
  }
  if (chooser_ == nullptr) return range.least;
  const Duration drawn = chooser_->duration(question(site), range);
  if (drawn < range.least || drawn > range.most || range.at(range.position_of(drawn)) != drawn) {
    refuse_answer(site, "a delay");
  }
  return drawn;
}

std::size_t Engine::branch(const Site& site, std::size_t count) {
  if (chooser_ == nullptr) return 0;
  const std::size_t chosen = chooser_->branch(question(site), count);
  if (chosen >= count) refuse_answer(site, "a branch");
  return chosen;
}

std::uint64_t Engine::number(const Site& site, std::uint64_t bound) {
  if (chooser_ == nullptr) return 0;
  const std::uint64_t chosen = chooser_->number(question(site), bound);
  if (bound != 0 && chosen >= bound) refuse_answer(site, "a number");
  return chosen;
}

std::size_t Engine::pick(std::span<const Candidate> candidates) {
  if (!decides_order_ || candidates.size() < 2) return 0;
  const std::size_t picked = chooser_->next(candidates);
  if (picked >= candidates.size()) {
    refuse_answer({candidates.front().place, candidates.front().label}, "a callback to run before");
  }
  return picked;
}

// ---- arming and running ------------------------------------------------------------------------------------------

Ordinals& Engine::ordinals(std::size_t depth) {
  if (ordinals_.size() <= depth) ordinals_.resize(depth + 1);
  return ordinals_[depth];
}

EventId Engine::record_arming(const Site& site, EventKind kind, DeadlineBase base, const Range& range, Duration drawn,
                              Duration deadline) {
  const std::uint32_t ordinal = ordinals(depth_).next(site.place);
  const EventId event = events_->intern(current_->id, site, ordinal);
  if (recorder_ != nullptr) {
    recorder_->armed({.event = event,
                      .armer = current_->id,
                      .kind = kind,
                      .ordinal = ordinal,
                      .place = site.place,
                      .label = (*events_)[event].site.label,
                      .base = base,
                      .offset = clock_.elapsed - current_->fired_at,
                      .range = range,
                      .drawn = drawn,
                      .deadline = deadline});
  }
  return event;
}

EventId Engine::begin_recorded(const Firing& event) {
  const EventId id = watching_ ? watched(event) : event.id;
  if (recorder_ != nullptr) recorder_->fired(id, clock_.elapsed, event.deadline);
  ordinals(depth_ + 1).restart();
  return id;
}

void Engine::end_observed(const ObservedEvent& event) {
  if (recorder_ != nullptr) recorder_->returned(event.id, event.blocked);
  current_ = event.outer;
}

void Engine::failed(const Site& site) const {
  if (!error_handler_) throw;
  error_handler_(FailedCallback{std::current_exception(), site, clock_.elapsed});
}

void Engine::set_error_handler(std::function<void(const FailedCallback&)> handler) {
  error_handler_ = std::move(handler);
}

// ---- queues ----------------------------------------------------------------------------------------------------

void Engine::queue(CallbackQueue& queue, EventKind kind, const Site& site, Callback&& callback) {
  const EventId event = arm(site, kind, DeadlineBase::firing, Range::fixed({}), {}, clock_.elapsed);
  queue.push(std::move(callback), site, event, clock_.elapsed);
}

void Engine::run_script(const Site& site, Callback& script) { run({EventId::main, site, clock_.elapsed}, script); }

void Engine::run_front(CallbackQueue& queue) {
  const QueuedCallback& front = queue.front();
  admit({front.event, front.site, front.queued_at});
  QueuedCallback entry = queue.pop();
  run({entry.event, entry.site, entry.queued_at}, entry.callback);
}

// ---- settings --------------------------------------------------------------------------------------------------

void Engine::set_chooser(Chooser* chooser) {
  chooser_ = chooser;
  decides_order_ = chooser != nullptr && chooser->decides_order();
  set_flags();
}

void Engine::set_recorder(Recorder* recorder) {
  if (watching_) watch(false);
  recorder_ = recorder;
  clock_.records_looks = recorder != nullptr;
  set_flags();
  EventTable* shared = recorder == nullptr ? nullptr : recorder->events();
  events_ = shared == nullptr ? &own_events_ : shared;
  set_alarms();
}

void Engine::set_flags() noexcept {
  recording_ = watching_ || recorder_ != nullptr;
  observed_ = recording_ || chooser_ != nullptr;
  arms_plainly_ = !recording_ && !closed_;
  if (intake_ != nullptr && !arms_plainly_) intake_->close();
  set_alarm(alarm_);
}

void Engine::close() noexcept {
  closed_ = true;
  set_flags();
}

}  // namespace vtime
