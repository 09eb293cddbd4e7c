/// Numbers the sites that arm timers: there are few of them, and a number takes less room than a site.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "vtime/loop/recent_sites.hpp"
#include "vtime/loop/timer_slot.hpp"
#include "vtime/site.hpp"

namespace vtime {

/// Texts are told apart by their addresses, since they outlive the loop: one site may have several numbers, if its text
/// lies at several places. Nothing but the memory that is used depends on that.
class SiteTable {
 public:
  /// `recent` gets the sites that are asked for and have short numbers.
  explicit SiteTable(RecentSites& recent) : recent_(recent) {}

  std::uint32_t number_of(const Place& place, std::string_view label) {
    const RecentSites::Numbered* recent = recent_.find(place, label);
    return recent == nullptr ? find_or_add({place, label}) : recent->number;
  }
  /// Short are the numbers below it.
  static constexpr std::uint32_t most_short = TimerSlot::most_sites;
  const Site& operator[](std::uint32_t number) const { return sites_[number]; }

 private:
  static constexpr std::uint32_t vacant = ~std::uint32_t{0};

  static std::uint64_t hash(const Site& site) {
    const auto file = reinterpret_cast<std::uintptr_t>(site.place.file);     // NOLINT
    const auto label = reinterpret_cast<std::uintptr_t>(site.label.data());  // NOLINT
    return (file + ((std::uint64_t{site.place.column} << 32U) | site.place.line) * 0x9E3779B97F4A7C15ULL +
            label * 0xBF58476D1CE4E5B9ULL) *
           0x94D049BB133111EBULL;
  }
  std::uint32_t find_or_add(const Site& site);
  void grow();

  RecentSites& recent_;
  std::vector<Site> sites_{1};  ///< begins with the empty one
  // Open addressing over numbers of sites, with the highest bits of the hash as the first place to look at; the
  // capacity is a power of two and more than half of it holds `vacant`. Never iterated but to fill a larger one.
  std::vector<std::uint32_t> table_;
  unsigned shift_ = 0;
};

}  // namespace vtime
