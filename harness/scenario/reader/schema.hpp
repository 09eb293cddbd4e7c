/// The JSON Schema of the scenario language, made from the same tables of keys that the reader goes by.
#pragma once

#include <string>

namespace vtime::scenario {

/// A JSON Schema (draft 7) of one scenario document, for editors and other tools. It describes what the YAML becomes as
/// JSON: what a schema can't say (names, expressions, exact texts of scalars) is left to `vtime check`.
std::string json_schema();

}  // namespace vtime::scenario
