/// Numbers the sites that arm timers: there are few of them, and a number takes less room than a site.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "vtime/site.hpp"

namespace vtime {

/// Texts are told apart by their addresses, since they outlive the loop: one site may have several numbers, if its text
/// lies at several places. Nothing but the memory that is used depends on that.
class SiteTable {
 public:
  /// A site and its number, in a cache line of its own.
  struct alignas(64) Numbered {
    Site site;
    std::uint32_t number = 0;
  };

  std::uint32_t number_of(const Place& place, std::string_view label) {
    const Numbered* recent = this->recent(place, label);
    return recent == nullptr ? find_or_add({place, label}) : recent->number;
  }
  /// A site that was asked for a short while ago, without a search; null if it was not, or has no short number.
  const Numbered* recent(const Place& place, std::string_view label) const {
    const Numbered& recent = recent_[place.line % recent_.size()];
    return is_same(recent.site, place, label) ? &recent : nullptr;
  }
  /// Short are the numbers below it.
  static constexpr std::uint32_t most_short = std::uint32_t{1} << 21U;
  const Site& operator[](std::uint32_t number) const { return sites_[number]; }

 private:
  static constexpr std::uint32_t vacant = ~std::uint32_t{0};

  static bool is_same(const Site& site, const Place& place, std::string_view label) {
    return site.place.file == place.file && site.place.line == place.line && site.place.column == place.column &&
           site.label.data() == label.data() && site.label.size() == label.size();
  }
  static std::uint64_t hash(const Site& site) {
    const auto file = reinterpret_cast<std::uintptr_t>(site.place.file);     // NOLINT
    const auto label = reinterpret_cast<std::uintptr_t>(site.label.data());  // NOLINT
    return (file + ((std::uint64_t{site.place.column} << 32U) | site.place.line) * 0x9E3779B97F4A7C15ULL +
            label * 0xBF58476D1CE4E5B9ULL) *
           0x94D049BB133111EBULL;
  }
  std::uint32_t find_or_add(const Site& site);
  void grow();

  std::array<Numbered, 16> recent_{};  ///< by line, what was asked for last
  std::vector<Site> sites_{1};         ///< begins with the empty one
  // Open addressing over numbers of sites, with the highest bits of the hash as the first place to look at; the
  // capacity is a power of two and more than half of it holds `vacant`. Never iterated but to fill a larger one.
  std::vector<std::uint32_t> table_;
  unsigned shift_ = 0;
};

}  // namespace vtime
