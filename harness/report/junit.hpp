/// JUnit XML, valid against the schema (junit-10.xsd) that Jenkins reads it by: a test suite for each file, a test case
/// for each scenario. Times are virtual seconds, so that two runs write the same bytes.
#pragma once

#include <cstddef>
#include <string>

#include "report/reporter.hpp"

namespace vtime::report {

class JUnit : public Reporter {
 public:
  explicit JUnit(Write write);

  void result(const Result& result) override;
  void finish(const Summary& summary) override;

 private:
  /// The file whose scenarios are coming in: its counts stand before its cases.
  struct Suite {
    std::string file;
    std::string cases;
    std::size_t tests = 0;
    std::size_t failures = 0;
    std::size_t errors = 0;
    Duration time{};
  };

  void write_suite();

  Write write_;
  Suite suite_;
};

}  // namespace vtime::report
