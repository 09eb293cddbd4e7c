#include "ties.hpp"

#include <algorithm>

namespace vtime::tool {
namespace {

void add(report::Tie& tie, const Candidate& candidate) {
  const auto same = [&candidate](const report::TiedCallback& callback) {
    return callback.place == candidate.place && callback.label == candidate.label;
  };
  if (std::none_of(tie.callbacks.begin(), tie.callbacks.end(), same)) {
    tie.callbacks.push_back({candidate.place, std::string(candidate.label)});
  }
}

}  // namespace

std::size_t TieFinder::next(std::span<const Candidate> candidates) {
  const std::size_t index = others_.decides_order() ? others_.next(candidates) : 0;
  offers_.push_back({candidates[index].event, {candidates.begin(), candidates.end()}});
  return index;
}

std::vector<report::Tie> TieFinder::ties(const Trace& trace) const {
  std::vector<report::Tie> ties;
  for (const Offer& offer : offers_) {
    const Duration at = trace.spans()[static_cast<std::size_t>(offer.taken)].ran_at;
    if (ties.empty() || ties.back().at != at) ties.push_back({at, {}});
    for (const Candidate& candidate : offer.candidates) add(ties.back(), candidate);
  }
  return ties;
}

}  // namespace vtime::tool
