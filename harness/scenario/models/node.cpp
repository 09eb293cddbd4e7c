#include "scenario/models/node.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace vtime::scenario {

namespace {

constexpr Milliseconds longest_timeout = 2147483647;
constexpr Duration millisecond = std::chrono::milliseconds(1);
constexpr int outside_rank = 0;
constexpr int load_rank = 1;

/// A duration not in [1, 2147483647] ms becomes 1 ms; then the fraction is cut off.
Milliseconds timer_duration(Duration delay) {
  if (delay < millisecond || delay > longest_timeout * millisecond) return 1;
  return delay / millisecond;
}

}  // namespace

// ---- the clock ---------------------------------------------------------------------------------------------------

/// A reading of the clock: libuv knows whole milliseconds, rounded down.
Milliseconds NodeModel::update_time() { return loop_time_ = engine_.elapsed() / millisecond; }

// ---- timers: lib/internal/timers.js ------------------------------------------------------------------------------

Ticket NodeModel::set_timeout(const Site& site, Range delay, bool background, Callback callback) {
  return start_timer(site, delay, false, background, std::move(callback));
}

Ticket NodeModel::set_interval(const Site& site, Range period, MissedTicks, bool background, Callback callback) {
  return start_timer(site, period, true, background, std::move(callback));
}

Ticket NodeModel::start_timer(const Site& site, Range delay, bool repeats, bool background, Callback callback) {
  const std::uint64_t id = ++last_id_;
  NodeTimer& timer = timers_[id];
  timer.id = id;
  timer.site = site;
  timer.callback = std::move(callback);
  timer.delay = delay;
  timer.repeats = repeats;
  timer.referenced = !background;
  if (timer.referenced) ++referenced_timers_;
  insert(timer, update_time());
  return Ticket{.id = id};
}

/// Draws the timer's duration and puts it into the list of that duration. A new list that comes up before what is
/// planned moves the wake-up.
void NodeModel::insert(NodeTimer& timer, Milliseconds start) {
  const Duration drawn = engine_.draw(timer.site, timer.delay);
  timer.duration = timer_duration(drawn);
  timer.start = start;
  timer.event = engine_.arm(timer.site, timer.repeats ? EventKind::interval : EventKind::timer, DeadlineBase::firing,
                            timer.delay, drawn, (start + timer.duration) * millisecond);
  const NodeTimerLists::List made = lists_.append(timer);
  if (made && (!next_expiry_ || *next_expiry_ > made->expiry)) {
    plan_wake_up(timer.duration);
    next_expiry_ = made->expiry;
  }
}

/// Node drops the emptied list of a referenced timer only.
void NodeModel::clear_timer(std::uint64_t id) {
  const auto found = timers_.find(id);
  NodeTimer& timer = found->second;
  lists_.take_out(timer);
  if (timer.referenced) {
    lists_.drop_if_empty(timer.duration);
    --referenced_timers_;
  }
  engine_.cancelled(timer.event);
  timers_.erase(found);
}

/// libuv's timer runs until it is no longer due; each run is a round. The next wake-up is planned before the last
/// ticks and microtasks of the round, at least 1 ms after the last reading of the clock.
void NodeModel::run_due_timers() {
  while (wake_up_ && *wake_up_ <= loop_time_ && !is_over()) {
    wake_up_.reset();
    const std::optional<Milliseconds> expiry = process_lists(update_time());
    if (engine_.stopped()) return;
    if (expiry) plan_wake_up(std::max<Milliseconds>(*expiry - loop_time_, 1));
    run_ticks_and_microtasks();
  }
}

/// Runs the lists that are due at `now`; the expiry of the first that is not.
std::optional<Milliseconds> NodeModel::process_lists(Milliseconds now) {
  next_expiry_.reset();
  bool ran_one = false;
  while (const NodeTimerLists::List list = lists_.first()) {
    if (list->expiry > now) return next_expiry_ = list->expiry;
    if (std::exchange(ran_one, true)) run_ticks_and_microtasks();
    run_list(list, now);
    if (is_over()) break;
  }
  return std::nullopt;
}

void NodeModel::run_list(const NodeTimerLists::List& list, Milliseconds now) {
  bool ran_one = false;
  while (!list->timers.empty()) {
    const NodeTimer& head = *list->timers.front();
    if (now - head.start < list->duration) {
      lists_.put_back(list, std::max(head.start + list->duration, now + 1));
      return;
    }
    const std::uint64_t id = head.id;
    if (std::exchange(ran_one, true)) run_ticks_and_microtasks();
    if (is_over()) return;
    const auto found = timers_.find(id);
    if (found == timers_.end()) continue;  // cleared by the ticks
    lists_.take_out(found->second);
    fire(found->second);
    if (is_over()) return;
  }
  lists_.drop(list);
}

/// The callback is moved out while it runs: it may clear its own timer. An interval is put back after its callback and
/// before the ticks, its start being read when the callback began.
void NodeModel::fire(NodeTimer& timer) {
  const std::uint64_t id = timer.id;
  const Milliseconds start = timer.repeats ? update_time() : timer.start;
  const Firing event{timer.event, timer.site, (timer.start + timer.duration) * millisecond};
  Callback callback = std::move(timer.callback);
  call(event, callback);
  const auto found = timers_.find(id);
  if (found == timers_.end()) return;
  if (timer.repeats) {
    timer.callback = std::move(callback);
    insert(timer, start);
  } else {
    if (timer.referenced) --referenced_timers_;
    timers_.erase(found);
  }
}

// ---- the loop: uv_run() -------------------------------------------------------------------------------------------

void NodeModel::run(const Site& site, Callback script, std::optional<Duration> stop_at) {
  stop_at_ = stop_at;
  engine_.run_script(site, script);
  ended_at_ = engine_.elapsed();
  run_ticks_and_microtasks();
  if (is_alive()) {
    update_time();
    run_due_timers();
    do iterate();
    while (!is_over() && is_alive());
  }
  if (stop_at && !engine_.stopped() && is_alive()) engine_.driver_limit(*stop_at);
}

bool NodeModel::is_alive() const { return referenced_timers_ > 0 || !immediates_.empty() || !completions_.empty(); }

bool NodeModel::is_over() const { return engine_.stopped() || (stop_at_ && engine_.elapsed() > *stop_at_); }

void NodeModel::iterate() {
  if (is_over()) return;
  poll(poll_timeout());
  if (is_over()) return;
  check();
  update_time();
  run_due_timers();
}

/// How long libuv may sleep; none: until something completes.
std::optional<Milliseconds> NodeModel::poll_timeout() const {
  if (!is_alive() || !immediates_.empty()) return 0;
  if (!wake_up_) return std::nullopt;
  return std::max<Milliseconds>(*wake_up_ - loop_time_, 0);
}

/// Looks for what is complete without sleeping, then sleeps what is left until the wake-up.
void NodeModel::poll(std::optional<Milliseconds> timeout) {
  const Milliseconds base = loop_time_;
  update_time();
  if (run_completions() || timeout == Milliseconds{0}) return;
  if (timeout) {
    const Milliseconds left = *timeout - (loop_time_ - base);
    if (left <= 0) return;
    sleep(left);
  } else {
    sleep(std::numeric_limits<Milliseconds>::max());
  }
  update_time();
  run_completions();
}

/// From where the clock stands, for a whole number of milliseconds or until something completes.
void NodeModel::sleep(Milliseconds at_most) {
  const Duration longest = Duration::max() - engine_.elapsed();
  Duration until = at_most > longest / millisecond ? Duration::max() : engine_.elapsed() + at_most * millisecond;
  Site cause;
  if (!completions_.empty() && std::get<Duration>(completions_.begin()->first) <= until) {
    until = std::get<Duration>(completions_.begin()->first);
    cause = completions_.begin()->second.site;
  } else if (const NodeTimerLists::List list = lists_.first()) {
    cause = list->timers.empty() ? Site{} : list->timers.front()->site;
  }
  if (stop_at_ && until > *stop_at_) {
    engine_.stop();
    engine_.driver_limit(*stop_at_);
    return;
  }
  engine_.move_clock(until, cause);
}

/// What is complete by now, each a callback with its ticks and microtasks; false if there was nothing.
bool NodeModel::run_completions() {
  std::vector<std::uint64_t> complete;
  for (const auto& [key, completion] : completions_) {
    if (std::get<Duration>(key) > engine_.elapsed()) break;
    complete.push_back(std::get<std::uint64_t>(key));
  }
  for (const std::uint64_t id : complete) {
    const auto key = completion_keys_.find(id);
    if (key == completion_keys_.end()) continue;  // cancelled by one before it
    auto node = completions_.extract(key->second);
    completion_keys_.erase(key);
    const Completion& completion = node.mapped();
    call(Firing{completion.event, completion.site, std::get<Duration>(node.key())}, node.mapped().callback);
    run_ticks_and_microtasks();
    if (is_over()) break;
  }
  return !complete.empty();
}

/// The immediates that were queued before the phase began.
void NodeModel::check() {
  if (immediates_.empty()) return;
  const std::uint64_t last = immediates_.rbegin()->first;
  bool ran_one = false;
  while (!immediates_.empty() && immediates_.begin()->first <= last) {
    if (std::exchange(ran_one, true)) run_ticks_and_microtasks();
    if (is_over()) return;
    if (immediates_.empty() || immediates_.begin()->first > last) break;
    auto node = immediates_.extract(immediates_.begin());
    Immediate& immediate = node.mapped();
    call(Firing{immediate.event, immediate.site, immediate.queued_at}, immediate.callback);
    if (is_over()) return;
  }
  run_ticks_and_microtasks();
}

// ---- what a program asks for --------------------------------------------------------------------------------------

Ticket NodeModel::start_load(const Site& site, Range latency, Callback completion) {
  return add_completion(site, load_rank, DeadlineBase::firing, latency, std::move(completion));
}

void NodeModel::add_timeline_entry(const Site& site, Duration at, Callback callback) {
  add_completion(site, outside_rank, DeadlineBase::absolute, Range::fixed(at), std::move(callback));
}

Ticket NodeModel::add_completion(const Site& site, int rank, DeadlineBase base, Range latency, Callback callback) {
  const std::uint64_t id = ++last_id_;
  const Duration drawn = engine_.draw(site, latency);
  const Duration deadline = engine_.deadline_after(drawn, site);
  const EventKind kind = rank == load_rank ? EventKind::load : EventKind::outside;
  const EventId event = engine_.arm(site, kind, base, latency, drawn, deadline);
  const CompletionKey key{deadline, rank, id};
  completions_.emplace(key, Completion{site, std::move(callback), event});
  completion_keys_.emplace(id, key);
  return Ticket{.id = id};
}

Ticket NodeModel::set_immediate(const Site& site, Callback callback) {
  const std::uint64_t id = ++last_id_;
  const Duration now = engine_.elapsed();
  const EventId event = engine_.arm(site, EventKind::immediate, DeadlineBase::firing, Range{}, Duration{}, now);
  immediates_.emplace(id, Immediate{site, std::move(callback), event, now});
  return Ticket{.id = id};
}

void NodeModel::queue_microtask(const Site& site, Callback callback) {
  engine_.queue_microtask(site, std::move(callback));
}

void NodeModel::next_tick(const Site& site, Callback callback) {
  engine_.queue(ticks_, EventKind::tick, site, std::move(callback));
}

bool NodeModel::clear(Ticket ticket) {
  if (timers_.contains(ticket.id)) {
    clear_timer(ticket.id);
    return true;
  }
  if (const auto found = completion_keys_.find(ticket.id); found != completion_keys_.end()) {
    const auto completion = completions_.find(found->second);
    engine_.cancelled(completion->second.event);
    completions_.erase(completion);
    completion_keys_.erase(found);
    return true;
  }
  if (const auto found = immediates_.find(ticket.id); found != immediates_.end()) {
    engine_.cancelled(found->second.event);
    immediates_.erase(found);
    return true;
  }
  return false;
}

// ---- between callbacks: lib/internal/process/task_queues.js -------------------------------------------------------

void NodeModel::call(const Firing& event, Callback& callback) {
  engine_.call(event, callback);
  ended_at_ = engine_.elapsed();
}

/// The ticks until empty, then the microtasks until empty, again until both are; then the first rejection that nobody
/// has handled ends the run.
void NodeModel::run_ticks_and_microtasks() {
  while (!engine_.stopped() && (!ticks_.empty() || !engine_.microtasks().empty())) {
    while (!ticks_.empty() && !engine_.stopped()) engine_.run_front(ticks_);
    engine_.run_microtasks();
    ended_at_ = engine_.elapsed();
  }
  if (engine_.stopped() || unhandled_.empty()) return;
  subject_.report_unhandled(unhandled_.front());
  engine_.stop();
}

void NodeModel::promise_rejected(RejectionId rejection) { unhandled_.push_back(rejection); }

void NodeModel::promise_handled(RejectionId rejection) {
  std::erase_if(unhandled_, [&](RejectionId other) { return other.id == rejection.id; });
}

std::vector<std::string_view> NodeModel::pending() const {
  std::map<std::uint64_t, std::string_view> labels;
  for (const auto& [id, timer] : timers_) {
    if (timer.referenced) labels.emplace(id, timer.site.label);
  }
  for (const auto& [key, completion] : completions_) {
    if (std::get<int>(key) == load_rank) labels.emplace(std::get<std::uint64_t>(key), completion.site.label);
  }
  for (const auto& [id, immediate] : immediates_) labels.emplace(id, immediate.site.label);
  std::vector<std::string_view> result;
  for (const auto& [id, label] : labels) result.push_back(label);
  return result;
}

}  // namespace vtime::scenario
