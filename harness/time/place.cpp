#include "vtime/place.hpp"

#include <fmt/format.h>

#include "vtime/site.hpp"

namespace vtime {

std::string to_text(const Place& place) {
  if (place.column == 0) return fmt::format("{}:{}", place.file, place.line);
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

std::string name_of(const Site& site) {
  if (!site.label.empty()) return std::string(site.label);
  return fmt::format("{}:{}", site.place.file, site.place.line);
}

}  // namespace vtime
