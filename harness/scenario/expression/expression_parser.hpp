/// From the scalars of a document to expressions. Every mistake becomes a diagnostic at its place within the scalar.
#pragma once

#include <optional>

#include "scenario/diagnostic.hpp"
#include "scenario/document/document.hpp"
#include "scenario/syntax.hpp"

namespace vtime::scenario {

/// What a reader works with: the file that its nodes come from, and where its mistakes go.
struct ReadContext {
  const SourceFile& file;
  Diagnostics& diagnostics;
};

/// An expression as it stands in `if`, `while`, `await`, `then`, `assert`, `call`, `cancel`, ...: the scalar as
/// written, whatever its YAML type and quotes; one `${}` around all of it is allowed. Null after a mistake.
ExpressionPtr parse_expression(const Node& scalar, const ReadContext& context);

/// A text (`log`, names of events and resources): the scalar as written with `${...}` replaced; without one it is a
/// Constant string. `$${` writes `${`. Null after a mistake; nothing at all (`log:`) is one, `''` is the empty text.
ExpressionPtr parse_text(const Node& scalar, const ReadContext& context);

/// A scalar in a value place (`with`, `return`, `let`, ...): exactly one `${...}` keeps the type of what is in it,
/// other text with `${...}` becomes a string; a plain scalar has its YAML type, nothing at all is null. Null after a
/// mistake.
ExpressionPtr parse_scalar_value(const Node& scalar, const ReadContext& context);

/// The typed constant of a scalar by YAML 1.2's core schema with the limits of the language: decimal numbers without
/// leading zero. `${` means nothing here. For the places outside bodies. None after a mistake.
std::optional<Literal> read_constant(const Node& scalar, const ReadContext& context);

/// Whether a scalar holds `${...}`, so that its value is known only when the program runs.
bool has_interpolation(const Node& scalar);

}  // namespace vtime::scenario
