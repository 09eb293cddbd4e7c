/// Finds the instants at which several callbacks could have run first: `--report-ties`.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "report/result.hpp"
#include "vtime/chooser.hpp"
#include "vtime/recorder.hpp"

namespace vtime::tool {

/// Passes every question on and notes the callbacks that were offered together; as a recorder of the same run it hears
/// when that was. What it keeps is bounded by `most_instants`, the places in the program and the callbacks of an
/// instant.
class TieFinder final : public Chooser, public Recorder {
 public:
  static constexpr std::size_t most_instants = 1000;

  explicit TieFinder(Chooser& others) : Chooser(true), others_(others) {}

  Duration duration(const Question& question, const Range& range) override { return others_.duration(question, range); }
  std::size_t next(std::span<const Candidate> candidates) override;
  std::size_t branch(const Question& question, std::size_t count) override { return others_.branch(question, count); }
  std::uint64_t number(const Question& question, std::uint64_t bound) override {
    return others_.number(question, bound);
  }

  void armed(const Armed&) override {}
  void cancelled(EventId, EventId) override {}
  void fired(EventId event, Duration now, Duration deadline) override;
  void returned(EventId, Duration) override {}
  void clock_read(EventId, Duration) override {}
  void touched(EventId, std::uint32_t, bool) override {}
  void driver_limit(Duration) override {}

  /// The first instants at which there was a choice, and how many more there were.
  const std::vector<report::Tie>& ties() const { return ties_; }
  std::uint64_t left_out() const { return left_out_; }

 private:
  using Site = std::tuple<std::string_view, std::uint32_t, std::uint32_t, std::string_view>;

  void open(Duration at);
  void add(const Candidate& candidate);

  Chooser& others_;
  std::vector<Candidate> offered_;  ///< together, just now: the next callback that runs tells the time
  std::vector<report::Tie> ties_;
  Duration last_{-1};                  ///< the instant of the tie before
  std::set<EventId> events_;           ///< of the last tie
  std::map<Site, std::size_t> sites_;  ///< theirs, with the index among the callbacks of the tie
  std::uint64_t left_out_ = 0;
};

}  // namespace vtime::tool
