/// A scenario's program as JavaScript: the same program for a real event loop.
#pragma once

#include <string>

#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// The program as the text of a function body in which `rt` is the runtime: `rt.set_timeout(...)`, `rt.log(...)`, one
/// statement a line. Variables keep their names behind a `$`, functions behind `$f_`. What JavaScript has no word for
/// (checks of types, exact durations, `block`) is the runtime's.
std::string to_javascript(const Scenario& scenario);

}  // namespace vtime::scenario
