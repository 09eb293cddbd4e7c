/// Statements that an event-loop model lacks.
#pragma once

#include <string>
#include <string_view>

#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// "plain", "node", "browser".
std::string_view name_of(LoopKind loop);

/// Whether scenarios of `loop` may use the statement `verb`.
bool has_statement(LoopKind loop, std::string_view verb);

/// What to use in `loop` in place of `verb`, which it lacks.
std::string instead_of(std::string_view verb, LoopKind loop);

}  // namespace vtime::scenario
