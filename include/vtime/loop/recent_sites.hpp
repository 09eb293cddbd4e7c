/// The sites that armed timers a short while ago, found without a search.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "vtime/loop/timer_slot.hpp"
#include "vtime/site.hpp"

namespace vtime {

/// Texts are told apart by their addresses, since they outlive the loop.
class RecentSites {
 public:
  /// A site, its number, and that as it is kept in slots, in a cache line of its own.
  struct alignas(64) Numbered {
    Site site;
    std::uint32_t number = 0;
    std::uint64_t flags = 0;
  };

  /// Null if it is none of them.
  const Numbered* find(const Place& place, std::string_view label) const {
    const Numbered& recent = recent_[place.line % recent_.size()];
    return is_same(recent.site, place, label) ? &recent : nullptr;
  }
  /// In place of one that is found at the same position.
  void remember(const Site& site, std::uint32_t number) {
    recent_[site.place.line % recent_.size()] = {site, number, TimerSlot::flags_of(number)};
  }

  static bool is_same(const Site& site, const Place& place, std::string_view label) {
    return site.place.file == place.file && site.place.line == place.line && site.place.column == place.column &&
           site.label.size() == label.size() && (label.empty() || site.label.data() == label.data());
  }

 private:
  std::array<Numbered, 16> recent_{};  ///< by line, what was asked for last
};

}  // namespace vtime
