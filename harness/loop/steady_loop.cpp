#include "vtime/steady_loop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "loop/current_loop.hpp"
#include "loop/refusals.hpp"
#include "loop/steady_queue.hpp"
#include "vtime/error.hpp"

namespace vtime {
namespace {

TimePoint machine_time() { return TimePoint(std::chrono::steady_clock::now().time_since_epoch()); }

std::chrono::steady_clock::time_point on_machine(TimePoint time) {
  return std::chrono::steady_clock::time_point(time.time_since_epoch());
}

/// A post of another thread.
struct Delivery {
  TimePoint posted;
  SteadyQueue::Entry entry;
};

}  // namespace

struct SteadyLoop::State {
  explicit State(const SteadyLoop& loop) : current(loop) {}

  bool on_its_thread() const { return std::this_thread::get_id() == thread; }
  void require_its_thread(const char* what, const Place& place) const;
  void show(TimePoint time) { shown = std::max(shown, time); }
  TimerId arm(TimePoint deadline, Callback callback, const TimerOptions& options);

  /// Calls one callback that is due, after having waited for it until `until` at most. False if the run is over.
  bool step(TimePoint until, bool waits_for_posts);
  /// Waits for the next deadline, `until`, a post or stop(), and takes in what was posted. False: the run is over.
  bool wait(TimePoint until, bool waits_for_posts);
  void drive(TimePoint until, bool waits_for_posts);

  // ---- shared with other threads -----------------------------------------------------------------------------------

  std::mutex mutex;
  std::condition_variable woken;
  std::vector<Delivery> deliveries;  // guarded by mutex
  bool stopped = false;              // guarded by mutex

  // ---- of the loop's thread ----------------------------------------------------------------------------------------

  const std::thread::id thread = std::this_thread::get_id();
  CurrentLoop current;
  SteadyQueue queue;
  const TimePoint made = machine_time();
  TimePoint shown = made;  ///< what the program knows to have been reached
  bool driving = false;
  bool closed = false;
};

SteadyLoop::SteadyLoop() : state_(std::make_unique<State>(*this)) {}

SteadyLoop::~SteadyLoop() {
  end_life();  // what the callbacks hold may cancel timers while it is destroyed
  state_->closed = true;
  const SteadyQueue dropped = std::exchange(state_->queue, {});
  const std::vector<Delivery> undelivered = std::exchange(state_->deliveries, {});
}

// ---- time ------------------------------------------------------------------------------------------------------

TimePoint SteadyLoop::now() const {
  const TimePoint time = machine_time();
  if (state_->on_its_thread()) state_->show(time);
  return time;
}

WallTime SteadyLoop::wall_now() const {
  return WallTime(std::chrono::duration_cast<Duration>(std::chrono::system_clock::now().time_since_epoch()));
}

Moment SteadyLoop::moment() const { return {machine_time() - state_->made}; }

// ---- scheduling ------------------------------------------------------------------------------------------------

Timer SteadyLoop::schedule_at(TimePoint when, Callback callback, const TimerOptions& options, Place place) {
  state_->require_its_thread("schedule_at", place);
  require_callback(callback, {place});
  require_not_past(when.time_since_epoch(), state_->shown.time_since_epoch(), {place});
  return handle(state_->arm(std::max(when, machine_time()), std::move(callback), options));
}

Timer SteadyLoop::schedule_after(Duration delay, Callback callback, const TimerOptions& options, Place place) {
  state_->require_its_thread("schedule_after", place);
  require_callback(callback, {place});
  require_not_negative(delay, {place});
  const TimePoint time = machine_time();
  if (delay > TimePoint::max() - time) {
    throw TimeOverflow(
        {.message = fmt::format("a deadline {} from now is beyond the range of the clock", to_text(delay)),
         .help = "give a shorter delay",
         .place = place});
  }
  return handle(state_->arm(time + delay, std::move(callback), options));
}

Timer SteadyLoop::post(Callback callback, const TimerOptions& options, Place place) {
  require_callback(callback, {place});
  if (state_->on_its_thread()) return handle(state_->arm(machine_time(), std::move(callback), options));
  {
    const std::lock_guard lock(state_->mutex);
    state_->deliveries.push_back({machine_time(), {std::move(callback), options.background}});
  }
  state_->woken.notify_one();
  return {};
}

bool SteadyLoop::cancel_timer(TimerId id) {
  const SteadyQueue::Entry cancelled = state_->queue.take(id);  // destroyed last: its destructor may use the loop
  return static_cast<bool>(cancelled.callback);
}

std::optional<TimePoint> SteadyLoop::deadline_of(TimerId id) const { return state_->queue.deadline_of(id); }

void SteadyLoop::State::require_its_thread(const char* what, const Place& place) const {
  if (on_its_thread()) return;
  throw WrongThread({.message = fmt::format("{} was called on another thread than the one that made the loop", what),
                     .help = "post a callback that does it: post() may be called by any thread",
                     .place = place});
}

TimerId SteadyLoop::State::arm(TimePoint deadline, Callback callback, const TimerOptions& options) {
  if (closed) return {};
  return queue.add(deadline, {std::move(callback), options.background});
}

// ---- running ---------------------------------------------------------------------------------------------------

bool SteadyLoop::State::wait(TimePoint until, bool waits_for_posts) {
  std::unique_lock lock(mutex);
  for (;;) {
    for (Delivery& delivery : deliveries) queue.add(delivery.posted, std::move(delivery.entry));
    deliveries.clear();
    if (std::exchange(stopped, false)) return false;
    if (!waits_for_posts && queue.foreground() == 0) return false;
    const TimePoint time = machine_time();
    const std::optional<TimePoint> next = queue.next_deadline();
    if (next && *next <= std::min(time, until)) return true;
    if (time >= until) return false;
    const TimePoint wake = next ? std::min(*next, until) : until;
    if (wake == TimePoint::max()) {
      woken.wait(lock);
    } else {
      woken.wait_until(lock, on_machine(wake));
    }
  }
}

bool SteadyLoop::State::step(TimePoint until, bool waits_for_posts) {
  if (!wait(until, waits_for_posts)) return false;
  SteadyQueue::Entry entry = queue.take_first();
  show(machine_time());
  entry.callback();
  return true;
}

void SteadyLoop::State::drive(TimePoint until, bool waits_for_posts) {
  require_its_thread("the loop's run", {});
  if (driving) refuse_to_be_driven({});
  /// Also when a callback throws.
  struct Driving {
    bool& flag;
    explicit Driving(bool& driving) : flag(driving) { flag = true; }
    ~Driving() { flag = false; }
  };
  const Driving marked(driving);
  while (step(until, waits_for_posts)) {
  }
}

void SteadyLoop::run() { state_->drive(TimePoint::max(), true); }

void SteadyLoop::run_for(Duration by) {
  require_not_negative(by, {});
  const TimePoint time = machine_time();
  state_->drive(by > TimePoint::max() - time ? TimePoint::max() : time + by, true);
}

void SteadyLoop::run_until_idle() { state_->drive(TimePoint::max(), false); }

void SteadyLoop::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopped = true;
  }
  state_->woken.notify_one();
}

}  // namespace vtime
