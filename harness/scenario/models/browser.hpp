/// The event loop of a browser: the HTML Standard as Chromium implements it.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "loop/engine.hpp"
#include "scenario/models/model.hpp"

namespace vtime::scenario {

class BrowserModel final : public Model {
 public:
  BrowserModel(Engine& engine, Subject& subject) : engine_(engine), subject_(subject) {}

  Ticket set_timeout(const Site& site, Range delay, bool background, Callback callback) override;
  Ticket set_interval(const Site& site, Range period, MissedTicks missed, bool background, Callback callback) override;
  bool clear(Ticket ticket) override;
  void queue_microtask(const Site& site, Callback callback) override;
  Ticket start_load(const Site& site, Range latency, Callback completion) override;
  void add_timeline_entry(const Site& site, Duration at, Callback callback) override;
  void post(const Site& site, Callback callback) override;
  Ticket request_animation_frame(const Site& site, Callback callback) override;
  Ticket request_idle_callback(const Site& site, std::optional<Duration> timeout, Callback callback) override;
  Duration frame_time() const override { return frame_time_; }

  EmitRules emit_rules() const override {
    return {.calls_removed_listeners = false, .reports_errors = true, .user_events_are_tasks = true};
  }
  void block(Duration duration) override { engine_.block(duration); }
  void promise_rejected(RejectionId rejection) override { rejected_.push_back(rejection.id); }
  void promise_handled(RejectionId rejection) override;
  void error_uncaught() override {}  // it has been reported; the loop goes on
  void checkpoint() override;

  void run(const Site& site, Callback script, std::optional<Duration> stop_at) override;

  std::vector<std::string_view> pending() const override;
  Duration ended_at() const override { return ended_at_; }

 private:
  using Id = std::uint64_t;

  /// What comes first where tasks are runnable since the same moment.
  enum class Source : std::uint8_t { outside, load, timer };

  /// Tasks run in the order in which they became runnable: since when, from where, and in what order they were queued.
  using TaskKey = std::tuple<Duration, Source, std::uint64_t>;
  struct Task {
    Site site;
    EventId event = EventId::main;
    Id id = 0;          ///< the ticket of a timer or load
    Callback callback;  ///< that of a timer is kept with the timer
  };

  struct Timer {
    Site site;
    Callback callback;
    Range delay;
    bool repeats = false;
    bool background = false;
    int level = 0;        ///< how deeply timers have been nested up to this one
    Duration interval{};  ///< between two runs
    Duration deadline{};
    EventId event = EventId::main;
    std::uint64_t order = 0;      ///< of arming
    std::optional<TaskKey> task;  ///< set when it is one of the tasks
  };
  struct FrameCallback {
    Site site;
    EventId event = EventId::main;
    Callback callback;
  };
  struct IdleCallback {
    Site site;
    EventId event = EventId::main;
    Callback callback;
    Duration deadline{};          ///< when its timeout, if it has one, forces it
    std::uint64_t order = 0;      ///< of arming, among the timers
    std::optional<TaskKey> task;  ///< set when it is forced
  };

  // ---- timers
  Ticket start_timer(const Site& site, Range delay, bool repeats, bool background, Callback callback);
  void arm(Timer& timer, Id id, Duration from, Duration delay, DeadlineBase base);
  void prepare_next_run(Timer& timer, Id id);
  void join_due_timers();
  void run_timer(Id id);

  // ---- tasks
  TaskKey add_task(Duration since, Source source, Task task);
  Ticket add_arrival(const Site& site, Source source, DeadlineBase base, Range latency, Callback callback);
  void report_rejections(const std::vector<Id>& rejections);
  void run_task();
  void call(const Firing& event, Callback& callback);

  // ---- frames and idle periods
  void run_frame();
  void begin_idle_period();
  void begin_idle_period_after_frame();
  bool may_idle() const;
  void run_next_idle_callback();
  void run_idle_callback(Id id);
  void forget_timeout(const IdleCallback& idle, Id id);

  // ---- the loop
  bool is_over() const;
  bool frame_is_next() const;
  std::optional<Duration> next_task() const;
  bool task_is_runnable() const;
  std::optional<Duration> next_arrival() const;
  Site site_due_at(Duration time) const;
  bool wait();
  bool keeps_running() const;

  Engine& engine_;
  Subject& subject_;
  std::optional<Duration> stop_at_;
  Duration ended_at_{};
  Id last_id_ = 0;
  std::uint64_t last_order_ = 0;
  int level_ = 0;  ///< of the timer task that is running, its microtasks included; else 0

  std::map<TaskKey, Task> tasks_;     ///< those with a time yet to come are not runnable
  std::map<TaskKey, Id> due_timers_;  ///< the tasks of timers, and timeouts of idle callbacks, that have waited
  int due_timers_in_a_row_ = 0;       ///< that have run while other tasks waited
  std::map<Id, TaskKey> loads_;
  std::map<Id, Timer> timers_;
  std::set<std::tuple<Duration, std::uint64_t, Id>> waiting_timers_;  ///< by deadline and order of arming
  std::size_t foreground_timers_ = 0;
  std::size_t immediate_timers_ = 0;  ///< among the tasks

  std::map<Id, FrameCallback> frame_callbacks_;  ///< of the next frame
  std::map<Id, FrameCallback> frame_now_;        ///< of the frame that is running
  Duration next_frame_{};
  Duration frame_time_{};

  std::map<Id, IdleCallback> idle_;
  Id last_idle_ = 0;             ///< the last callback that the idle period takes
  Duration idle_end_{};          ///< when the idle period ends, or has ended
  bool between_frames_ = false;  ///< the idle period lasts from one frame to the next

  std::vector<Id> rejected_;  ///< during the present checkpoint
  std::set<Id> about_to_be_reported_;
};

}  // namespace vtime::scenario
