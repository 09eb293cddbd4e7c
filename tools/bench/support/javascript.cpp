#include "support/javascript.hpp"

#include "support/child_process.hpp"

namespace vtime::bench {

bool install_fake_timers(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  return run_program({"npm", "install", "--prefix", folder.string(), "--prefer-offline", "--no-audit", "--no-fund",
                      "@sinonjs/fake-timers@15.5.0"})
             .status == 0;
}

}  // namespace vtime::bench
