#include "scenario/models/plain.hpp"

#include <algorithm>
#include <utility>

#include "loop/engine.hpp"

namespace vtime::scenario {

namespace {

TimerOptions options_of(const Site& site, std::optional<EventKind> kind = {}, bool background = false) {
  return TimerOptions{Label::lasting(site.label), background, kind};
}

Ticket ticket_of(const Timer& timer) { return Ticket{timer.id().number, timer.id().slot}; }

}  // namespace

// ---- durations are exact; negative ones are an error (the loop's) -------------------------------------------------

Ticket PlainModel::set_timeout(const Site& site, Range delay, bool background, Callback callback) {
  return ticket_of(
      loop_.schedule_after(delay, std::move(callback), options_of(site, EventKind::timer, background), site.place));
}

Ticket PlainModel::set_interval(const Site& site, Range period, MissedTicks missed, bool background,
                                Callback callback) {
  return ticket_of(loop_.schedule_every(period, std::move(callback), missed,
                                        options_of(site, EventKind::interval, background), site.place));
}

bool PlainModel::clear(Ticket ticket) { return loop_.timer(TimerId{ticket.id, ticket.slot}).cancel(); }

void PlainModel::queue_microtask(const Site& site, Callback callback) {
  engine_.queue_microtask(site, std::move(callback));
}

Ticket PlainModel::start_load(const Site& site, Range latency, Callback completion) {
  return ticket_of(loop_.schedule_after(latency, std::move(completion), options_of(site, EventKind::load), site.place));
}

void PlainModel::add_timeline_entry(const Site& site, Duration at, Callback callback) {
  loop_.schedule_at(TimePoint(engine_.start() + engine_.deadline_after(at, site)), std::move(callback),
                    options_of(site, EventKind::outside), site.place);
}

void PlainModel::post(const Site& site, Callback callback) {
  loop_.post(std::move(callback), options_of(site), site.place);
}

void PlainModel::block(Duration duration) { engine_.block(duration); }

// ---- an uncaught error or unhandled rejection ends the run --------------------------------------------------------

void PlainModel::error_uncaught() {
  over_ = true;
  loop_.stop();
}

/// The microtasks are empty: who has not been handled by now is not handled.
void PlainModel::end_callback() {
  if (over_ || unhandled_.empty()) return;
  subject_.report_unhandled(RejectionId{*unhandled_.begin()});
  over_ = true;
}

// ---- the run -----------------------------------------------------------------------------------------------------

void PlainModel::run(const Site& site, Callback script, std::optional<Duration> stop_at) {
  engine_.begin_run();
  engine_.run_script(site, script);
  engine_.run_microtasks();
  end_callback();
  const Duration last = Duration::max() - engine_.start();  // that the clock can show
  const TimePoint end(engine_.start() + std::min(stop_at.value_or(last), last));
  while (!over_ && loop_.foreground_count() > 0) {
    if (!loop_.step(end)) return engine_.driver_limit(stop_at.value_or(last));
    end_callback();
  }
}

Duration PlainModel::ended_at() const { return engine_.elapsed(); }

std::vector<std::string_view> PlainModel::pending() const {
  std::vector<PendingCallback> all = loop_.pending();
  std::erase_if(all, [](const PendingCallback& one) {
    return one.background || one.kind == EventKind::outside || one.kind == EventKind::post;
  });
  std::sort(all.begin(), all.end(),
            [](const PendingCallback& a, const PendingCallback& b) { return a.started < b.started; });
  std::vector<std::string_view> labels;
  labels.reserve(all.size());
  for (const PendingCallback& one : all) labels.push_back(one.label);
  return labels;
}

}  // namespace vtime::scenario
