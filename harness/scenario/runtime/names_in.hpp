/// The variables that an expression uses.
#pragma once

#include <vector>

#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// Each variable once, in the order of first use; those inside of function values are left out.
std::vector<const VariableUse*> names_in(const Expression& expression);

}  // namespace vtime::scenario
