/// The event loop of C++ programs: one queue, exact times.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "scenario/models/model.hpp"
#include "vtime/event_loop.hpp"

namespace vtime::scenario {

/// One queue ordered by (due time, order of arming). Microtasks run after each callback until none is left. An uncaught
/// error or an unhandled rejection ends the run.
class PlainModel final : public Model {
 public:
  PlainModel(const LoopOptions& options, Subject& subject)
      : loop_(options), engine_(loop_.engine()), subject_(subject) {}

  Engine& engine() { return engine_; }

  Ticket set_timeout(const Site& site, Range delay, bool background, Callback callback) override;
  Ticket set_interval(const Site& site, Range period, MissedTicks missed, bool background, Callback callback) override;
  bool clear(Ticket ticket) override;
  void queue_microtask(const Site& site, Callback callback) override;
  Ticket start_load(const Site& site, Range latency, Callback completion) override;
  void add_timeline_entry(const Site& site, Duration at, Callback callback) override;
  void post(const Site& site, Callback callback) override;

  EmitRules emit_rules() const override { return {}; }
  void block(Duration duration) override;
  void promise_rejected(RejectionId rejection) override { unhandled_.insert(rejection.id); }
  void promise_handled(RejectionId rejection) override { unhandled_.erase(rejection.id); }
  void error_uncaught() override;
  void checkpoint() override {}

  void run(const Site& site, Callback script, std::optional<Duration> stop_at) override;

  std::vector<std::string_view> pending() const override;
  Duration ended_at() const override;

 private:
  void end_callback();

  EventLoop loop_;
  Engine& engine_;  ///< of the loop
  Subject& subject_;
  std::set<std::uint64_t> unhandled_;  ///< numbered in the order of rejection
  bool over_ = false;
};

}  // namespace vtime::scenario
