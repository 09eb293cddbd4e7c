/// What every report is: it hears the results in their order and then the summary.
#pragma once

#include <functional>
#include <string_view>

#include "report/result.hpp"
#include "report/summary.hpp"

namespace vtime::report {

/// Takes the text of a report piece by piece, so that none is kept in memory.
using Write = std::function<void(std::string_view)>;

class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void result(const Result& result) = 0;
  /// The last call, also when the run was interrupted.
  virtual void finish(const Summary& summary) = 0;
};

}  // namespace vtime::report
