#include "ties.hpp"

#include <string>

namespace vtime::tool {

std::size_t TieFinder::next(std::span<const Candidate> candidates) {
  offered_.assign(candidates.begin(), candidates.end());
  return others_.decides_order() ? others_.next(candidates) : 0;
}

void TieFinder::fired(EventId, Duration now, Duration) {
  if (offered_.empty()) return;
  if (now != last_) open(now);
  if (left_out_ == 0) {
    for (const Candidate& candidate : offered_) {
      const Place& place = candidate.place;
      if (!sites_.insert({place.file, place.line, place.column, candidate.label}).second) continue;
      ties_.back().callbacks.push_back({place, std::string(candidate.label)});
    }
  }
  offered_.clear();
}

void TieFinder::open(Duration at) {
  last_ = at;
  sites_.clear();
  if (ties_.size() == most_instants) {
    ++left_out_;
  } else {
    ties_.push_back({at, {}});
  }
}

}  // namespace vtime::tool
