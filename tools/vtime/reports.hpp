/// All the reports that a run writes.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "environment.hpp"
#include "report/reporter.hpp"
#include "run_settings.hpp"

namespace vtime::tool {

class Reports {
 public:
  /// Opens the files. Throws UsageError where that fails.
  Reports(const RunSettings& settings, Environment& environment);
  ~Reports();

  void result(const report::Result& result);
  /// Ends and closes all of them. Throws std::system_error when a file could not be written.
  void finish(const report::Summary& summary);

 private:
  struct File;

  report::Write write_to_file(const std::string& path);

  Environment& environment_;
  std::vector<std::unique_ptr<File>> files_;
  std::vector<std::unique_ptr<report::Reporter>> reporters_;
};

}  // namespace vtime::tool
