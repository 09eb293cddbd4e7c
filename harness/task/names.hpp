/// How reports name what is waited for.
#pragma once

#include <string>
#include <string_view>

#include "vtime/site.hpp"

namespace vtime::task {

/// `event 'ready'`, or `event made at client.cpp:12`; says so if it is gone.
std::string thing(std::string_view kind, const Site& site, bool exists);

}  // namespace vtime::task
