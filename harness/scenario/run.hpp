/// Running a scenario: a function of the program, the chooser and the recorder; nothing survives it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenario/diagnostic.hpp"
#include "scenario/scenario.hpp"
#include "vtime/bindings.hpp"
#include "vtime/chooser.hpp"
#include "vtime/recorder.hpp"
#include "vtime/transcript.hpp"

namespace vtime::scenario {

struct RunOptions {
  std::optional<std::uint64_t> seed;  ///< in place of the scenario's
  Chooser* chooser = nullptr;         ///< null: seeded draws, ties in FIFO order
  Recorder* recorder = nullptr;
  const MakeBindings* bindings = nullptr;  ///< what stands behind `host` functions; may be null
};

/// Why a run ended.
enum class Ending : std::uint8_t {
  finished,  ///< nothing was left to do, `stop_at` was reached, or an uncaught error ended it
  faulted,   ///< a run-time error of the language or a failed assert: `diagnostic` tells
  limited,   ///< a limit stopped it: `diagnostic` tells
};

/// The places in it refer to the scenario, which must live as long.
struct RunResult {
  Ending ending = Ending::finished;
  std::vector<Line> lines;
  Duration ended_at{};               ///< the clock when the last callback (or the script) ended
  std::vector<std::string> pending;  ///< names of what still waits, sorted by when it was started
  std::optional<Diagnostic> diagnostic;
  std::uint64_t callbacks = 0;  ///< how many ran
};

RunResult run(const Scenario& scenario, const RunOptions& options = {});

}  // namespace vtime::scenario
