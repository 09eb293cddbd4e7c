/// The report for programs: one JSON object whose `version` changes when a reader would have to. docs/command-line.md
/// describes it.
#pragma once

#include "report/reporter.hpp"

namespace vtime::report {

class Json : public Reporter {
 public:
  /// With `verbose` the transcripts of scenarios that passed are written, too.
  Json(Write write, bool verbose);

  void result(const Result& result) override;
  void finish(const Summary& summary) override;

 private:
  Write write_;
  bool verbose_;
  bool first_ = true;
};

}  // namespace vtime::report
