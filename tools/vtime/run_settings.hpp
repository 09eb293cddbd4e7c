/// The options of `run`, read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "arguments.hpp"
#include "environment.hpp"
#include "report/style.hpp"
#include "run_scenario.hpp"
#include "selection.hpp"

namespace vtime::tool {

struct RunSettings {
  std::vector<std::string> paths;
  std::vector<std::string> filters;
  Shard shard;
  ScenarioSettings scenario;
  unsigned jobs = 1;
  bool update = false;
  bool fail_fast = false;
  bool verbose = false;
  bool quiet = false;
  bool github = false;
  std::optional<std::string> junit;
  std::optional<std::string> json;
  report::Style style;
};

/// Throws UsageError.
RunSettings read_run_settings(const Arguments& arguments, const Environment& environment);

}  // namespace vtime::tool
