/// Numbers events so that one arming has one number in all runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "vtime/event_id.hpp"
#include "vtime/place.hpp"
#include "vtime/site.hpp"

namespace vtime {

/// An event is identified by (the event that armed it, the place, its ordinal there); the table interns that to 32
/// bits. It is kept over several runs to compare them, and exists only while something records.
class EventTable {
 public:
  struct Entry {
    EventId armer = EventId::main;
    std::uint32_t ordinal = 0;
    Site site;  ///< its label is a copy that lives as long as the table
  };

  /// Begins with the main program, number 0.
  EventTable();

  EventId intern(EventId armer, const Site& site, std::uint32_t ordinal);
  const Entry& operator[](EventId event) const { return entries_[static_cast<std::size_t>(event)]; }
  bool contains(EventId event) const { return static_cast<std::size_t>(event) < entries_.size(); }
  std::size_t size() const { return entries_.size(); }
  void clear();

 private:
  struct Key {
    EventId armer;
    std::uint32_t ordinal;
    Place place;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const noexcept;
  };

  std::string_view keep(std::string_view label);

  std::vector<Entry> entries_;
  std::unordered_map<Key, EventId, KeyHash> ids_;  // never iterated: its order depends on hashes
  std::unordered_set<std::string_view> labels_;    // never iterated; views into label_texts_
  std::deque<std::string> label_texts_;
};

}  // namespace vtime
