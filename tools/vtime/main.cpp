#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "environment.hpp"
#include "exit_codes.hpp"
#include "output.hpp"
#include "tool.hpp"

namespace {

std::optional<std::string> variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

/// A standard descriptor that is closed would be given to the next file that is opened, and results written into it.
void occupy_standard_descriptors() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) == -1) (void)!::open("/dev/null", O_RDONLY);
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_descriptors();
  std::signal(SIGPIPE, SIG_IGN);  // a reader that goes away is no error: Output notices
  vtime::tool::Output out(STDOUT_FILENO);
  vtime::tool::Output err(STDERR_FILENO);
  vtime::tool::Environment environment{out, err, variable,
                                       [](auto duration) { std::this_thread::sleep_for(duration); }};
  const int code = vtime::tool::run_tool(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc), environment);
  out.flush();
  if (out.error() == 0) return code;
  err.write(
      fmt::format("vtime: error: can't write standard output: {}\n", std::generic_category().message(out.error())));
  return vtime::tool::exit_internal;
}
