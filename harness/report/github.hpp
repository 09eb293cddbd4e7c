/// Annotations for GitHub Actions: each scenario that did not pass becomes a mark at its place in the file.
#pragma once

#include "report/reporter.hpp"

namespace vtime::report {

class GitHub : public Reporter {
 public:
  explicit GitHub(Write write);

  void result(const Result& result) override;
  void finish(const Summary& summary) override;

 private:
  Write write_;
};

}  // namespace vtime::report
