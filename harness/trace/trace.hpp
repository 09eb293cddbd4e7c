/// What happened in a run: every callback with its cause, place and times.
///
///     Trace trace;
///     run(scenario, {.recorder = &trace});
///     for (const ChainLink& link : trace.chain(line.event)) ...   // why `line` was written when it was
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "trace/chain.hpp"
#include "vtime/recorder.hpp"

namespace vtime {

/// A recorder that keeps what reports ask for. About 64 bytes for each callback; labels are kept once.
class Trace : public Recorder {
 public:
  /// One callback. Times are since the start of the run.
  struct Span {
    EventId armer = EventId::main;
    std::uint32_t site = 0;  ///< for place() and label()
    std::uint32_t ordinal = 0;
    EventKind kind = EventKind::main;
    DeadlineBase base = DeadlineBase::firing;
    bool known = false;      ///< it was armed; false only of ids that the run never used
    bool fired = false;      ///< it ran
    bool cancelled = false;  ///< it was cancelled before it ran
    Duration armed_at{};
    Duration delay{};  ///< the delay drawn
    Duration due_at{};
    Duration ran_at{};   ///< when it ran; later than due_at: it was late
    Duration blocked{};  ///< how far it moved the clock itself

    bool late() const { return fired && ran_at > due_at; }
  };

  Trace();

  void armed(const Armed& armed) override;
  void cancelled(EventId event, EventId by) override;
  void fired(EventId event, Duration now, Duration deadline) override;
  void returned(EventId event, Duration blocked) override;
  void clock_read(EventId event, Duration offset) override;
  void touched(EventId event, std::uint32_t what, bool written) override;
  void driver_limit(Duration until) override;

  /// Every event that was armed, by its id; the first is the main program.
  const std::vector<Span>& spans() const { return spans_; }
  const Place& place(const Span& span) const;
  std::string_view label(const Span& span) const;
  /// The delays that the arming of `event` allowed.
  Range range(EventId event) const;

  /// The callbacks that led to `event`, the main program first, `event` itself last. Only the main program for an
  /// event that was never armed.
  std::vector<ChainLink> chain(EventId event) const;

 private:
  struct Site {
    Place place;
    std::string label;
  };
  using SiteKey = std::tuple<const char*, std::uint32_t, std::uint32_t, std::string_view>;
  struct SiteOrder {
    bool operator()(const SiteKey& a, const SiteKey& b) const;
  };

  Span& at(EventId event);
  std::uint32_t site_of(const Place& place, std::string_view label);

  std::vector<Span> spans_;
  std::deque<Site> sites_;  ///< does not move: the index holds views of the labels
  std::map<SiteKey, std::uint32_t, SiteOrder> site_index_;
  std::map<EventId, Range> ranges_;  ///< of events whose delay was drawn; the others allow one delay
};

}  // namespace vtime
