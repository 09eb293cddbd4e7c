/// Finds the instants at which several callbacks could have run first: `--report-ties`.
#pragma once

#include <vector>

#include "report/result.hpp"
#include "trace/trace.hpp"
#include "vtime/chooser.hpp"

namespace vtime::tool {

/// Passes every question on and notes the callbacks that were offered together.
class TieFinder final : public Chooser {
 public:
  explicit TieFinder(Chooser& others) : Chooser(true), others_(others) {}

  Duration duration(const Question& question, const Range& range) override { return others_.duration(question, range); }
  std::size_t next(std::span<const Candidate> candidates) override;
  std::size_t branch(const Question& question, std::size_t count) override { return others_.branch(question, count); }
  std::uint64_t number(const Question& question, std::uint64_t bound) override {
    return others_.number(question, bound);
  }

  /// What was found, by instant; `trace` heard the same run and knows the times.
  std::vector<report::Tie> ties(const Trace& trace) const;

 private:
  struct Offer {
    EventId taken{};
    std::vector<Candidate> candidates;
  };

  Chooser& others_;
  std::vector<Offer> offers_;
};

}  // namespace vtime::tool
