/// Runs one scenario in the ways that the options of `run` ask for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "report/result.hpp"
#include "scenario/scenario.hpp"
#include "vtime/bindings.hpp"

namespace vtime::tool {

struct ScenarioSettings {
  std::optional<std::uint64_t> seed;             ///< in place of the scenario's own
  std::uint64_t repeat = 1;                      ///< how often, each time with the next seed
  std::optional<std::uint64_t> shuffle_ties;     ///< the seed of the order of simultaneous callbacks
  std::shared_ptr<const MakeBindings> bindings;  ///< of the plugins; may be null
  bool report_ties = false;
  bool check_determinism = false;
  bool keep_lines = false;  ///< the transcripts of scenarios that pass, too
};

/// A function of its arguments. Of several runs the first that does not pass is told of, else the first.
report::Result run_scenario(std::shared_ptr<const scenario::Scenario> scenario, const ScenarioSettings& settings);

}  // namespace vtime::tool
