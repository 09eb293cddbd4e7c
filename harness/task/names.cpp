#include "task/names.hpp"

#include <fmt/format.h>

namespace vtime::task {

std::string thing(std::string_view kind, const Site& site, bool exists) {
  const char* const fate = exists ? "" : ", which is gone";
  if (site.label.empty()) return fmt::format("{} made at {}{}", kind, to_text(site.place), fate);
  return fmt::format("{} '{}'{}", kind, site.label, fate);
}

}  // namespace vtime::task
