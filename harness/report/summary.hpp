/// The counts at the end of a run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "report/result.hpp"
#include "vtime/duration.hpp"

namespace vtime::report {

struct Summary {
  std::uint64_t passed = 0;
  std::uint64_t failed = 0;
  std::uint64_t unchecked = 0;
  std::uint64_t limited = 0;
  std::uint64_t invalid = 0;  ///< files, not scenarios
  std::uint64_t updated = 0;  ///< of those above
  Duration virtual_time{};    ///< of all runs together; stays at the greatest duration when it would be more
  bool interrupted = false;
  bool stopped_early = false;    ///< `--fail-fast`: what came behind the first failure was not run
  std::string interrupted_name;  ///< what was running then; may be empty

  void add(const Result& result);
  /// Scenarios that were run.
  std::uint64_t scenarios() const { return passed + failed + unchecked + limited; }
};

/// `1 file`, `2 files`.
std::string plural(std::uint64_t count, const char* noun);

/// `3 scenarios: 2 passed, 1 failed`: what did not happen is left out, except that something always follows the colon.
std::string counts_text(const Summary& summary);

}  // namespace vtime::report
