#include "loop/site_table.hpp"

#include <bit>

namespace vtime {

std::uint32_t SiteTable::find_or_add(const Site& site) {
  if (2 * (sites_.size() + 1) > table_.size()) grow();
  const std::size_t mask = table_.size() - 1;
  std::size_t index = hash(site) >> shift_;
  const auto is_other = [&](const Site& known) { return !RecentSites::is_same(known, site.place, site.label); };
  while (table_[index] != vacant && is_other(sites_[table_[index]])) index = (index + 1) & mask;
  if (table_[index] == vacant) {
    sites_.push_back(site);
    table_[index] = static_cast<std::uint32_t>(sites_.size() - 1);
  }
  const std::uint32_t number = table_[index];
  if (number < most_short) recent_.remember(site, number);
  return number;
}

void SiteTable::grow() {
  const std::size_t capacity = table_.empty() ? 16 : table_.size() * 2;
  table_.assign(capacity, vacant);
  shift_ = 64U - static_cast<unsigned>(std::countr_zero(capacity));
  for (std::uint32_t number = 0; number < sites_.size(); ++number) {
    std::size_t index = hash(sites_[number]) >> shift_;
    while (table_[index] != vacant) index = (index + 1) & (capacity - 1);
    table_[index] = number;
  }
}

}  // namespace vtime
