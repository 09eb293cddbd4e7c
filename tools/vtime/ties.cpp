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
    for (const Candidate& candidate : offered_) add(candidate);
  }
  offered_.clear();
}

void TieFinder::add(const Candidate& candidate) {
  if (!events_.insert(candidate.event).second) return;
  const Place& place = candidate.place;
  auto& callbacks = ties_.back().callbacks;
  const auto [site, is_new] =
      sites_.try_emplace({place.file, place.line, place.column, candidate.label}, callbacks.size());
  if (is_new) callbacks.push_back({place, std::string(candidate.label), 0});
  ++callbacks[site->second].count;
}

void TieFinder::open(Duration at) {
  last_ = at;
  events_.clear();
  sites_.clear();
  if (ties_.size() == most_instants) {
    ++left_out_;
  } else {
    ties_.push_back({at, {}});
  }
}

}  // namespace vtime::tool
