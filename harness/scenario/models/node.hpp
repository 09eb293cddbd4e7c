/// The event loop of Node.js 20: timer lists, libuv's phases, ticks and microtasks.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "loop/engine.hpp"
#include "scenario/models/model.hpp"
#include "scenario/models/node_timer_lists.hpp"

namespace vtime::scenario {

/// Follows lib/internal/timers.js and lib/internal/process/task_queues.js of Node.js 20 and the event loop of libuv
/// 1.46, function by function, because their order of steps is what can be observed.
class NodeModel final : public Model {
 public:
  NodeModel(Engine& engine, Subject& subject) : engine_(engine), subject_(subject) {}

  Ticket set_timeout(const Site& site, Range delay, bool background, Callback callback) override;
  Ticket set_interval(const Site& site, Range period, MissedTicks missed, bool background, Callback callback) override;
  bool clear(Ticket ticket) override;
  void queue_microtask(const Site& site, Callback callback) override;
  Ticket start_load(const Site& site, Range latency, Callback completion) override;
  void add_timeline_entry(const Site& site, Duration at, Callback callback) override;
  void next_tick(const Site& site, Callback callback) override;
  Ticket set_immediate(const Site& site, Callback callback) override;

  EmitRules emit_rules() const override { return {.error_event_throws = true}; }
  void block(Duration duration) override { engine_.block(duration); }
  void promise_rejected(RejectionId rejection) override;
  void promise_handled(RejectionId rejection) override;
  void error_uncaught() override { engine_.stop(); }
  void checkpoint() override { run_ticks_and_microtasks(); }

  void run(const Site& site, Callback script, std::optional<Duration> stop_at) override;

  std::vector<std::string_view> pending() const override;
  Duration ended_at() const override { return ended_at_; }

 private:
  struct Immediate {
    Site site;
    Callback callback;
    EventId event = EventId::main;
    Duration queued_at{};
  };
  /// I/O that completes in the poll phase: by time, the timeline before loads, then in the order of the start.
  using CompletionKey = std::tuple<Duration, int, std::uint64_t>;
  struct Completion {
    Site site;
    Callback callback;
    EventId event = EventId::main;
  };

  // ---- the clock, as libuv caches it
  Milliseconds update_time();
  void sleep(Milliseconds at_most);

  // ---- timers
  Ticket start_timer(const Site& site, Range delay, bool repeats, bool background, Callback callback);
  void insert(NodeTimer& timer, Milliseconds start);
  void plan_wake_up(Milliseconds after) { wake_up_ = loop_time_ + after; }
  void clear_timer(std::uint64_t id);
  void run_due_timers();
  std::optional<Milliseconds> process_lists(Milliseconds now);
  void run_list(const NodeTimerLists::List& list, Milliseconds now);
  void fire(NodeTimer& timer);

  // ---- the other phases
  bool is_alive() const;
  void iterate();
  std::optional<Milliseconds> poll_timeout() const;
  void poll(std::optional<Milliseconds> timeout);
  bool run_completions();
  Ticket add_completion(const Site& site, int rank, DeadlineBase base, Range latency, Callback callback);
  void check();

  // ---- between callbacks
  void call(const Firing& event, Callback& callback);
  void run_ticks_and_microtasks();
  bool is_over() const;

  Engine& engine_;
  Subject& subject_;
  std::optional<Duration> stop_at_;
  Duration ended_at_{};
  std::uint64_t last_id_ = 0;

  Milliseconds loop_time_ = 0;               ///< libuv's cached time: read anew only by update_time()
  std::optional<Milliseconds> wake_up_;      ///< the one timer that libuv knows
  std::optional<Milliseconds> next_expiry_;  ///< what Node believes it has planned; none: nothing
  NodeTimerLists lists_;
  // Timers by ticket; ordered, because pending() lists them in the order of their start.
  std::map<std::uint64_t, NodeTimer> timers_;
  std::size_t referenced_timers_ = 0;

  std::map<CompletionKey, Completion> completions_;
  std::unordered_map<std::uint64_t, CompletionKey> completion_keys_;  ///< by ticket; never iterated
  std::map<std::uint64_t, Immediate> immediates_;                     ///< by ticket, in the order of the calls
  CallbackQueue ticks_;
  std::vector<RejectionId> unhandled_;
};

}  // namespace vtime::scenario
