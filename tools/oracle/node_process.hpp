/// Runs a scenario's program in the real Node.js under the virtual clock.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "vtime/transcript.hpp"

namespace vtime::oracle {

/// Whether there is a Node.js of the version that the model follows.
bool node_is_installed();

/// What the real one printed, each line with its virtual time. Nothing if it did not end within `seconds` of real time
/// or could not run the program; then `problem` says why.
std::optional<std::vector<Line>> run_in_node(const scenario::Scenario& scenario, int seconds, std::string& problem);

}  // namespace vtime::oracle
