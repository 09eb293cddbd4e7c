/// From a document to a scenario whose names are not resolved yet.
#pragma once

#include <memory>
#include <string_view>

#include "scenario/reader/reading.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {

struct ScenarioReading {
  std::shared_ptr<Scenario> scenario;  ///< null where there is nothing of one
  bool names_known = true;             ///< no mistake may have hidden a definition
};

/// Reads the document `index` of `source`, the file that `context` reads. Mistakes become diagnostics.
ScenarioReading read_scenario(const ReadContext& context, const std::shared_ptr<const SourceFile>& source,
                              std::size_t index);

}  // namespace vtime::scenario
