/// What the exit status of `vtime` says. Scripts rely on these numbers.
#pragma once

namespace vtime::tool {

enum ExitCode : int {
  exit_passed = 0,
  exit_failed = 1,        ///< a scenario failed, or had no expectations
  exit_invalid = 2,       ///< bad usage, or an invalid scenario file
  exit_limited = 3,       ///< a limit stopped a run
  exit_nothing = 4,       ///< no scenario was found, or none matched
  exit_internal = 70,     ///< an error in vtime itself, or output that can't be written
  exit_interrupted = 130  ///< ended by SIGINT; SIGTERM gives 143
};

}  // namespace vtime::tool
