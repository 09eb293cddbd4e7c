#pragma once

#include <string>

namespace vtime::tool {

/// `vtime 0.1.0 (commit 0123456789ab)`, with a line break; the commit is `unknown` when built outside a checkout.
std::string version_text();

}  // namespace vtime::tool
