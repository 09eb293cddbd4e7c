/// The report for people: one line for each scenario, what went wrong in detail, and a summary.
#pragma once

#include "report/reporter.hpp"
#include "report/style.hpp"

namespace vtime::report {

struct ConsoleOptions {
  Style style;
  bool verbose = false;  ///< transcripts too
  bool quiet = false;    ///< nothing of what passed
};

class Console : public Reporter {
 public:
  /// Results go to `out`, the diagnostics of files to `err`.
  Console(Write out, Write err, ConsoleOptions options);

  void result(const Result& result) override;
  void finish(const Summary& summary) override;

 private:
  std::string headline(const Result& result) const;
  std::string details_of(const Result& result) const;
  void transcript(const Result& result);

  Write out_;
  Write err_;
  ConsoleOptions options_;
  bool wrote_ = false;     ///< something, so that a blank line parts it from the summary
  bool detailed_ = false;  ///< the last result took more than its line
};

}  // namespace vtime::report
