/// Scenarios as text, for tests of what they do.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/run.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// A scenario of the keys in `yaml`, a title put in front. Fails the test, with its diagnostics, when it is wrong.
std::shared_ptr<const Scenario> scenario_of(std::string_view yaml);

/// Options with these bindings, which must live as long.
RunOptions with(const MakeBindings& make);

RunResult run_text(std::string_view yaml, const RunOptions& options = {});

/// What the diagnostic that stopped a run says; `no error` if none did.
std::string message_of(const RunResult& result);

/// `5ms: text`, `5ms: uncaught: text`.
std::vector<std::string> transcript(const RunResult& result);
/// The same of a run that must end without a diagnostic.
std::vector<std::string> transcript_of(std::string_view yaml, const RunOptions& options = {});

/// The texts alone.
std::vector<std::string> log_of(std::string_view yaml, const RunOptions& options = {});

/// What `log: ${EXPRESSION}` writes, or `error: MESSAGE` when it stops the run.
std::string value_of(std::string_view expression, std::string_view definitions = "");

/// `LINE:COLUMN: MESSAGE` of the diagnostic that stopped a run, with ` (HELP)` behind when there is one.
std::string fault_of(std::string_view yaml, const RunOptions& options = {});

}  // namespace vtime::scenario
