/// Expressions and diagnostics as short texts, for tests to compare.
#pragma once

#include <string>

#include "scenario/diagnostic.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// In the manner of Lisp: `(+ a (* 2 b))`; "none" for null.
std::string tree_text(const ExpressionPtr& expression);

/// `LINE:COLUMN-COLUMN error: MESSAGE (HELP)`.
std::string short_text(const Diagnostic& diagnostic);

}  // namespace vtime::scenario
