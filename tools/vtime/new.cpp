#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "commands.hpp"
#include "exit_codes.hpp"
#include "report/style.hpp"
#include "usage_error.hpp"

namespace vtime::tool {
namespace {

constexpr const char* first_scenario =
    R"(# A scenario describes an asynchronous program, and what it must print and when.
# It runs in virtual time: waiting costs nothing.
scenario: The callback of a timer runs after the synchronous code

# The program: a list of statements, run from top to bottom at time 0.
script:
  - log: before
  # A timer. Its callback runs when two seconds have passed and nothing else is running.
  - set_timeout: 2s
    do:
      - log: inside the function
  - log: after

# Every line that must be seen, in order, with its virtual time.
# `vtime run --update` writes this part for you.
expect:
  - 0s: before
  - 0s: after
  - 2s: inside the function
)";

[[noreturn]] void refuse(const std::string& path, int error) {
  if (error == EEXIST) {
    throw UsageError(fmt::format("'{}' exists already", path), "it is left as it is; name another file");
  }
  throw UsageError(fmt::format("can't write '{}': {}", path, std::generic_category().message(error)));
}

/// Makes the file, but never over another one.
int create(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code error;
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) refuse(folder.string(), error.value());
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) refuse(path, errno);
  return descriptor;
}

}  // namespace

int new_scenario(const Arguments& arguments, Environment& environment) {
  const std::string& path = arguments.positional().front();
  const int descriptor = create(path);
  Output file(descriptor);
  file.write(first_scenario);
  file.flush();
  ::close(descriptor);
  if (file.error() != 0) refuse(path, file.error());
  environment.out.write(fmt::format("wrote {0}: `vtime run {0}` runs it\n", report::visible(path)));
  return exit_passed;
}

}  // namespace vtime::tool
