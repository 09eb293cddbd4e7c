#include "scenario/host/host_scheduler.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "loop/refusals.hpp"
#include "scenario/host/host_run.hpp"

namespace vtime::scenario {

namespace {

/// A name for reports that is the same wherever the program was compiled: `client.cpp:12`.
std::string name_of_place(const Place& place) {
  const std::string_view file = place.file;
  return fmt::format("{}:{}", file.substr(file.find_last_of("/\\") + 1), place.line);
}

}  // namespace

void HostScheduler::begin(Engine& engine, Model& model, HostRun& run) {
  engine_ = &engine;
  model_ = &model;
  run_ = &run;
}

void HostScheduler::end() noexcept {
  end_life();
  if (engine_ != nullptr) {
    ended_at_ = TimePoint(engine_->start() + engine_->elapsed());
    wall_ended_at_ = engine_->wall_now();
  }
  engine_ = nullptr;
  model_ = nullptr;
  armed_.clear();
}

// ---- time --------------------------------------------------------------------------------------------------------

TimePoint HostScheduler::now() const {
  return engine_ == nullptr ? ended_at_ : TimePoint(engine_->start() + engine_->program_clock_read());
}

WallTime HostScheduler::wall_now() const {
  if (engine_ == nullptr) return wall_ended_at_;
  engine_->program_clock_read();
  return engine_->wall_now();
}

Moment HostScheduler::moment() const {
  return engine_ == nullptr ? Moment{} : Moment{engine_->elapsed(), engine_->current_event()};
}

// ---- scheduling --------------------------------------------------------------------------------------------------

Timer HostScheduler::schedule_at(TimePoint when, Callback callback, const TimerOptions& options, Place place) {
  if (engine_ == nullptr) return {};
  const Duration present = engine_->start() + engine_->elapsed();
  require_not_past(when.time_since_epoch(), present, {place, engine_->elapsed()});
  return schedule_after(when.time_since_epoch() - present, std::move(callback), options, place);
}

Timer HostScheduler::schedule_after(Duration delay, Callback callback, const TimerOptions& options, Place place) {
  if (engine_ == nullptr) return {};
  require_callback(callback, {place, engine_->elapsed()});
  require_not_negative(delay, {place, engine_->elapsed()});
  const Site named = site(options, place);
  const Duration deadline = engine_->deadline_after(delay, named);
  const std::uint64_t number = ++last_;
  const Ticket ticket =
      model_->set_timeout(named, Range::fixed(delay), options.background, task(number, std::move(callback)));
  return armed(number, ticket, deadline);
}

Timer HostScheduler::post(Callback callback, const TimerOptions& options, Place place) {
  if (engine_ == nullptr) return {};
  require_callback(callback, {place, engine_->elapsed()});
  const Site named = site(options, place);
  const std::uint64_t number = ++last_;
  const Ticket ticket = model_->start_load(named, Range{}, task(number, std::move(callback)));
  return armed(number, ticket, engine_->elapsed());
}

Site HostScheduler::site(const TimerOptions& options, const Place& place) {
  const std::string_view label = options.label.text();
  return {place, label.empty() ? std::string_view(*labels_.insert(name_of_place(place)).first) : label};
}

/// The handle refers to nothing while the callback runs: it is consumed.
Callback HostScheduler::task(std::uint64_t number, Callback callback) {
  return [this, number, callback = std::move(callback)]() mutable {
    armed_.erase(number);
    run_->run(callback);
  };
}

Timer HostScheduler::armed(std::uint64_t number, Ticket ticket, Duration deadline) {
  armed_.emplace(number, Armed{ticket, deadline});
  return handle(TimerId{number, 0});
}

bool HostScheduler::cancel_timer(TimerId id) {
  const auto found = armed_.find(id.number);
  if (found == armed_.end()) return false;
  const Ticket ticket = found->second.ticket;
  armed_.erase(found);
  return model_->clear(ticket);
}

std::optional<TimePoint> HostScheduler::deadline_of(TimerId id) const {
  const auto found = armed_.find(id.number);
  if (found == armed_.end()) return std::nullopt;
  return TimePoint(engine_->start() + found->second.deadline);
}

}  // namespace vtime::scenario
