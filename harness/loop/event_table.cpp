#include "loop/event_table.hpp"

#include "loop/place_hash.hpp"

namespace vtime {

EventTable::EventTable() : entries_(1) {}

EventId EventTable::intern(EventId armer, const Site& site, std::uint32_t ordinal) {
  const auto [position, is_new] =
      ids_.try_emplace(Key{armer, ordinal, site.place}, static_cast<EventId>(entries_.size()));
  if (is_new) entries_.push_back({armer, ordinal, Site{site.place, keep(site.label)}});
  return position->second;
}

void EventTable::clear() {
  entries_.resize(1);
  ids_.clear();
  labels_.clear();
  label_texts_.clear();
}

std::size_t EventTable::KeyHash::operator()(const Key& key) const noexcept {
  const std::uint64_t armer_and_ordinal = (static_cast<std::uint64_t>(key.armer) << 32U) | key.ordinal;
  const std::uint64_t mixed = hash_of(key.place) ^ (armer_and_ordinal * 0xBF58476D1CE4E5B9ULL);
  return mixed ^ (mixed >> 29U);
}

std::string_view EventTable::keep(std::string_view label) {
  const auto found = labels_.find(label);
  if (found != labels_.end()) return *found;
  return *labels_.insert(label_texts_.emplace_back(label)).first;
}

}  // namespace vtime
