/// SIGINT and SIGTERM, so that a run that is broken off still tells what it has seen.
#pragma once

#include "wakeup.hpp"

namespace vtime::tool {

/// While one lives, the first such signal is noted and posts `wakeup`; a second one ends the process at once.
class Interrupt {
 public:
  explicit Interrupt(Wakeup& wakeup);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// The signal that came; 0: none.
  int signal() const;
};

}  // namespace vtime::tool
