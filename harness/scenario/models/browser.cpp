#include "scenario/models/browser.hpp"

#include <algorithm>
#include <utility>

#include "scenario/models/browser_times.hpp"

namespace vtime::scenario {

namespace {

constexpr Duration nested_minimum = std::chrono::milliseconds(4);
constexpr int last_level_without_minimum = 5;
constexpr int most_due_timers_in_a_row = 3;

/// Since when the first of these tasks is runnable; none: there is none.
std::optional<Duration> since(const auto& tasks) {
  if (tasks.empty()) return std::nullopt;
  return std::get<Duration>(tasks.begin()->first);
}

}  // namespace

// ---- timers ------------------------------------------------------------------------------------------------------

Ticket BrowserModel::set_timeout(const Site& site, Range delay, bool background, Callback callback) {
  return start_timer(site, delay, false, background, std::move(callback));
}

Ticket BrowserModel::set_interval(const Site& site, Range period, MissedTicks, bool background, Callback callback) {
  return start_timer(site, period, true, background, std::move(callback));
}

Ticket BrowserModel::start_timer(const Site& site, Range delay, bool repeats, bool background, Callback callback) {
  const Id id = ++last_id_;
  const Duration drawn = engine_.draw(site, delay);
  Timer& timer = timers_[id];
  timer.site = site;
  timer.callback = std::move(callback);
  timer.delay = delay;
  timer.repeats = repeats;
  timer.background = background;
  timer.level = level_ + 1;
  timer.interval = timeout_of(drawn);
  if (level_ > last_level_without_minimum) timer.interval = std::max(timer.interval, nested_minimum);
  if (!background) ++foreground_timers_;
  arm(timer, id, engine_.elapsed(), timer.interval, DeadlineBase::firing);
  return Ticket{.id = id};
}

/// A timer without a delay is a task at once; others wait until the loop looks for due timers.
void BrowserModel::arm(Timer& timer, Id id, Duration from, Duration delay, DeadlineBase base) {
  timer.deadline = engine_.deadline_from(from, delay, timer.site);
  timer.order = ++last_order_;
  timer.event = engine_.arm(timer.site, timer.repeats ? EventKind::interval : EventKind::timer, base, timer.delay,
                            delay, timer.deadline);
  timer.task.reset();
  if (timer.deadline <= engine_.elapsed()) {
    timer.task = add_task(engine_.elapsed(), Source::timer, Task{timer.site, timer.event, id, {}});
    ++immediate_timers_;
  } else {
    waiting_timers_.emplace(timer.deadline, timer.order, id);
  }
}

/// Before the callback: at the previous deadline plus the interval, or, when beats were missed, at the next of them.
void BrowserModel::prepare_next_run(Timer& timer, Id id) {
  if (!timer.delay.is_fixed()) timer.interval = timeout_of(engine_.draw(timer.site, timer.delay));
  if (timer.level > last_level_without_minimum) timer.interval = std::max(timer.interval, nested_minimum);
  ++timer.level;
  const Duration late = engine_.elapsed() - timer.deadline;
  const Duration missed = timer.interval > Duration{} ? late / timer.interval * timer.interval : late;
  arm(timer, id, timer.deadline, missed + timer.interval, DeadlineBase::previous);
}

/// The loop looks for due timers between tasks; what it finds joins the tasks now, by deadline and order of arming. The
/// timeouts of idle callbacks are such timers.
void BrowserModel::join_due_timers() {
  while (!waiting_timers_.empty() && std::get<Duration>(*waiting_timers_.begin()) <= engine_.elapsed()) {
    const Id id = std::get<2>(*waiting_timers_.begin());
    waiting_timers_.erase(waiting_timers_.begin());
    const TaskKey key{engine_.elapsed(), Source::timer, ++last_order_};
    due_timers_.emplace(key, id);
    const auto timer = timers_.find(id);
    (timer != timers_.end() ? timer->second.task : idle_.find(id)->second.task) = key;
  }
}

void BrowserModel::run_timer(Id id) {
  Timer& timer = timers_.find(id)->second;
  const Firing event{timer.event, timer.site, timer.deadline};
  Callback callback = std::move(timer.callback);  // it may clear its own timer
  level_ = timer.level;
  if (timer.repeats) {
    prepare_next_run(timer, id);
  } else {
    if (!timer.background) --foreground_timers_;
    timers_.erase(id);
  }
  call(event, callback);
  level_ = 0;
  if (const auto found = timers_.find(id); found != timers_.end()) found->second.callback = std::move(callback);
}

// ---- tasks -------------------------------------------------------------------------------------------------------

BrowserModel::TaskKey BrowserModel::add_task(Duration since, Source source, Task task) {
  const TaskKey key{since, source, ++last_order_};
  tasks_.emplace(key, std::move(task));
  return key;
}

void BrowserModel::post(const Site& site, Callback callback) {
  const Duration now = engine_.elapsed();
  const EventId event = engine_.arm(site, EventKind::post, DeadlineBase::firing, Range{}, Duration{}, now);
  add_task(now, Source::timer, Task{site, event, 0, std::move(callback)});
}

Ticket BrowserModel::start_load(const Site& site, Range latency, Callback completion) {
  return add_arrival(site, Source::load, DeadlineBase::firing, latency, std::move(completion));
}

void BrowserModel::add_timeline_entry(const Site& site, Duration at, Callback callback) {
  add_arrival(site, Source::outside, DeadlineBase::absolute, Range::fixed(at), std::move(callback));
}

/// A task that comes from outside at a time of its own.
Ticket BrowserModel::add_arrival(const Site& site, Source source, DeadlineBase base, Range latency, Callback callback) {
  const Id id = ++last_id_;
  const Duration drawn = engine_.draw(site, latency);
  const Duration at = engine_.deadline_after(drawn, site);
  const EventKind kind = source == Source::load ? EventKind::load : EventKind::outside;
  const EventId event = engine_.arm(site, kind, base, latency, drawn, at);
  const TaskKey key = add_task(at, source, Task{site, event, id, std::move(callback)});
  if (source == Source::load) loads_.emplace(id, key);
  return Ticket{.id = id};
}

/// The oldest task. Only where due timers keep other tasks waiting, every fourth is one of these.
void BrowserModel::run_task() {
  const std::optional<Duration> other = since(tasks_);
  const bool other_waits = other && *other <= engine_.elapsed();
  const bool timer_is_next =
      !due_timers_.empty() && (!other_waits || (due_timers_.begin()->first < tasks_.begin()->first &&
                                                due_timers_in_a_row_ < most_due_timers_in_a_row));
  due_timers_in_a_row_ = timer_is_next && other_waits ? due_timers_in_a_row_ + 1 : 0;
  if (timer_is_next) {
    const Id id = due_timers_.extract(due_timers_.begin()).mapped();
    return timers_.contains(id) ? run_timer(id) : run_idle_callback(id);
  }
  auto node = tasks_.extract(tasks_.begin());
  Task& task = node.mapped();
  if (timers_.contains(task.id)) {
    --immediate_timers_;
    return run_timer(task.id);
  }
  loads_.erase(task.id);
  call(Firing{task.event, task.site, std::get<Duration>(node.key())}, task.callback);
}

void BrowserModel::call(const Firing& event, Callback& callback) {
  engine_.call(event, callback);
  checkpoint();
  ended_at_ = engine_.elapsed();
}

/// The microtasks until none is left; then the rejections that nobody has handled get a task that reports them.
void BrowserModel::checkpoint() {
  engine_.run_microtasks();
  if (rejected_.empty() || engine_.stopped()) return;
  about_to_be_reported_.insert(rejected_.begin(), rejected_.end());
  const Site site{{}, "report of unhandled rejections"};
  const Duration now = engine_.elapsed();
  const EventId event = engine_.arm(site, EventKind::report, DeadlineBase::firing, Range{}, Duration{}, now);
  add_task(now, Source::timer,
           Task{site, event, 0, [this, rejections = std::exchange(rejected_, {})] { report_rejections(rejections); }});
}

void BrowserModel::report_rejections(const std::vector<Id>& rejections) {
  for (const Id rejection : rejections) {
    if (about_to_be_reported_.erase(rejection) != 0) subject_.report_unhandled(RejectionId{rejection});
  }
}

void BrowserModel::promise_handled(RejectionId rejection) {
  std::erase(rejected_, rejection.id);
  about_to_be_reported_.erase(rejection.id);
}

void BrowserModel::queue_microtask(const Site& site, Callback callback) {
  engine_.queue_microtask(site, std::move(callback));
}

// ---- the loop ----------------------------------------------------------------------------------------------------

void BrowserModel::run(const Site& site, Callback script, std::optional<Duration> stop_at) {
  stop_at_ = stop_at;
  engine_.run_script(site, script);
  checkpoint();
  ended_at_ = engine_.elapsed();
  while (!is_over() && keeps_running()) {
    join_due_timers();
    if (frame_is_next()) {
      run_frame();
      continue;
    }
    begin_idle_period();
    if (task_is_runnable()) {
      run_task();
    } else if (may_idle()) {
      run_next_idle_callback();
    } else if (!wait()) {
      break;
    }
  }
}

bool BrowserModel::is_over() const { return engine_.stopped() || (stop_at_ && engine_.elapsed() > *stop_at_); }

bool BrowserModel::keeps_running() const {
  return foreground_timers_ > 0 || tasks_.size() > immediate_timers_ || !frame_callbacks_.empty() || !idle_.empty();
}

/// Since when, or from when on, the first task is runnable.
std::optional<Duration> BrowserModel::next_task() const {
  const std::optional<Duration> task = since(tasks_);
  const std::optional<Duration> timer = since(due_timers_);
  return task && timer ? std::min(task, timer) : task ? task : timer;
}

bool BrowserModel::task_is_runnable() const {
  const std::optional<Duration> next = next_task();
  return next && *next <= engine_.elapsed();
}

/// A frame comes before what is runnable since the same time or later.
bool BrowserModel::frame_is_next() const {
  if (frame_callbacks_.empty() || next_frame_ > engine_.elapsed()) return false;
  const std::optional<Duration> next = next_task();
  return !next || next_frame_ <= *next;
}

/// When the next timer, task or frame is due.
std::optional<Duration> BrowserModel::next_arrival() const {
  std::optional<Duration> next;
  const auto consider = [&next](Duration time) { next = std::min(next.value_or(time), time); };
  if (!waiting_timers_.empty()) consider(std::get<Duration>(*waiting_timers_.begin()));
  if (const std::optional<Duration> task = next_task()) consider(*task);
  if (!frame_callbacks_.empty()) consider(next_frame_);
  return next;
}

/// Where what is due at `time` was armed; for errors.
Site BrowserModel::site_due_at(Duration time) const {
  if (!waiting_timers_.empty() && std::get<Duration>(*waiting_timers_.begin()) == time) {
    const Id id = std::get<2>(*waiting_timers_.begin());
    const auto timer = timers_.find(id);
    return timer != timers_.end() ? timer->second.site : idle_.find(id)->second.site;
  }
  if (next_task() == time) return tasks_.begin()->second.site;
  if (!frame_callbacks_.empty() && next_frame_ == time) return frame_callbacks_.begin()->second.site;
  return idle_.begin()->second.site;
}

/// Nothing is runnable: the clock moves to what comes next. False if that is beyond the end of the run.
bool BrowserModel::wait() {
  std::optional<Duration> next = next_arrival();
  if (!idle_.empty()) next = std::min(next.value_or(idle_end_), idle_end_);
  if (!next) return false;
  if (stop_at_ && *next > *stop_at_) {
    engine_.driver_limit(*stop_at_);
    return false;
  }
  engine_.move_clock(*next, site_due_at(*next));
  return true;
}

// ---- cancelling and looking --------------------------------------------------------------------------------------

bool BrowserModel::clear(Ticket ticket) {
  if (const auto timer = timers_.find(ticket.id); timer != timers_.end()) {
    if (timer->second.task && due_timers_.erase(*timer->second.task) == 0) {
      tasks_.erase(*timer->second.task);
      --immediate_timers_;
    }
    waiting_timers_.erase({timer->second.deadline, timer->second.order, ticket.id});
    if (!timer->second.background) --foreground_timers_;
    engine_.cancelled(timer->second.event);
    timers_.erase(timer);
    return true;
  }
  if (const auto load = loads_.find(ticket.id); load != loads_.end()) {
    engine_.cancelled(tasks_.find(load->second)->second.event);
    tasks_.erase(load->second);
    loads_.erase(load);
    return true;
  }
  if (const auto idle = idle_.find(ticket.id); idle != idle_.end()) {
    forget_timeout(idle->second, ticket.id);
    engine_.cancelled(idle->second.event);
    idle_.erase(idle);
    return true;
  }
  for (auto* frames : {&frame_callbacks_, &frame_now_}) {
    if (const auto frame = frames->find(ticket.id); frame != frames->end()) {
      engine_.cancelled(frame->second.event);
      frames->erase(frame);
      return true;
    }
  }
  return false;
}

std::vector<std::string_view> BrowserModel::pending() const {
  std::map<Id, std::string_view> labels;
  for (const auto& [id, timer] : timers_) {
    if (!timer.background) labels.emplace(id, timer.site.label);
  }
  for (const auto& [id, key] : loads_) labels.emplace(id, tasks_.find(key)->second.site.label);
  for (const auto& [id, frame] : frame_callbacks_) labels.emplace(id, frame.site.label);
  std::vector<std::string_view> result;
  for (const auto& [id, label] : labels) result.push_back(label);
  return result;
}

}  // namespace vtime::scenario
