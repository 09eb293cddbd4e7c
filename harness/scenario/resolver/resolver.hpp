/// Names and the rules of context, checked once when a file is read.
#pragma once

#include "scenario/diagnostic.hpp"
#include "scenario/document/document.hpp"
#include "scenario/scenario.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Gives every name of the program its slot, every function its frame size and captures, and every constant its number;
/// appends what is wrong to `diagnostics`: unknown names, definitions that clash, statements outside the place or the
/// event-loop model that they belong to, unknown resources.
///
/// Expressions that could not be read may be null. Names of `functions` become FunctionUse. Parameters (`params`, and
/// `result`, `error`, `timestamp` where a body binds them) share the block of their body.
/// `let: {a: 1, b: "${a + 1}"}` defines in the order written, each after its value, as JavaScript does. A closure may
/// use a variable that a block around it defines further down: it must have its value by the time the closure runs.
void resolve(Program& program, LoopKind loop, const SourceFile& file, Diagnostics& diagnostics);

}  // namespace vtime::scenario
