/// As much of JSON Schema (draft 7) as the schema of scenarios uses.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "scenario/document/document.hpp"

namespace vtime::scenario {

/// The first thing in `value` that `schema` does not allow, as a path with a reason; "" where all is well. Throws for a
/// keyword that is not known here.
std::string find_violation(const nlohmann::json& schema, const nlohmann::json& value);

/// A document as JSON, scalars typed as YAML 1.2's core schema types them.
nlohmann::json to_json(const Node& node);

}  // namespace vtime::scenario
