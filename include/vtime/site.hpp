/// What arms something: where it is written and what reports call it.
///
///     std::cout << name_of(vtime::Site{place, "request timeout"});  // request timeout
///     std::cout << name_of(vtime::Site{place, ""});                 // client.cpp:12
#pragma once

#include <string>
#include <string_view>

#include "vtime/place.hpp"

namespace vtime {

/// Both the file name and the label must live as long as the site is used.
struct Site {
  Place place;
  std::string_view label;

  friend bool operator==(const Site&, const Site&) = default;
};

/// The label, or `file:line` where there is none.
std::string name_of(const Site& site);

}  // namespace vtime
