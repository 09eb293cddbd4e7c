/// The JavaScript engines that are measured beside vtime: Node.js has mock timers, sinon's fake-timers come by npm.
#pragma once

#include <filesystem>

namespace vtime::bench {

/// Puts sinon's fake-timers into the folder, which is made; false when npm is missing or fails.
bool install_fake_timers(const std::filesystem::path& folder);

}  // namespace vtime::bench
