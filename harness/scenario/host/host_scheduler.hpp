/// Time for C++ code that a scenario calls.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>

#include "loop/engine.hpp"
#include "scenario/models/model.hpp"
#include "vtime/scheduler.hpp"
#include "vtime/wall_clock.hpp"

namespace vtime::scenario {

class HostRun;

/// Arms on the model of a run, so that its rules hold: what the model makes of a delay is its business, and a post is
/// what a driver would call an I/O completion. It may outlive the run; then it takes nothing any more.
class HostScheduler final : public Scheduler {
 public:
  HostScheduler() = default;
  ~HostScheduler() override { end_life(); }

  void begin(Engine& engine, Model& model, HostRun& run);
  /// Handles refer to nothing from now on.
  void end() noexcept;

  TimePoint now() const override;
  WallTime wall_now() const;
  Moment moment() const override;
  Timer schedule_at(TimePoint when, Callback callback, const TimerOptions& options = {},
                    Place place = Place::here()) override;
  Timer post(Callback callback, const TimerOptions& options = {}, Place place = Place::here()) override;
  Timer schedule_after(Duration delay, Callback callback, const TimerOptions& options = {},
                       Place place = Place::here()) override;

 protected:
  bool cancel_timer(TimerId id) override;
  /// The time that was asked for: a model may call later.
  std::optional<TimePoint> deadline_of(TimerId id) const override;

 private:
  struct Armed {
    Ticket ticket;
    Duration deadline{};
  };

  Site site(const TimerOptions& options, const Place& place);
  Callback task(std::uint64_t number, Callback callback);
  Timer armed(std::uint64_t number, Ticket ticket, Duration deadline);

  Engine* engine_ = nullptr;
  Model* model_ = nullptr;
  HostRun* run_ = nullptr;
  TimePoint ended_at_{};
  WallTime wall_ended_at_{};
  std::uint64_t last_ = 0;
  std::map<std::uint64_t, Armed> armed_;
  std::unordered_set<std::string> labels_;  // never iterated
};

}  // namespace vtime::scenario
