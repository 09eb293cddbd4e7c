/// One result of every kind that reports have to show.
#pragma once

#include <string>
#include <vector>

#include "report/reporter.hpp"
#include "report/result.hpp"
#include "report/summary.hpp"

namespace vtime::test {

report::Result passed_result();
report::Result failed_result();  ///< a line came too late
report::Result broken_rule_result();
report::Result unchecked_result();
report::Result limited_result();
report::Result invalid_result();
report::Result repeated_result();  ///< failed in some of several runs
report::Result tied_result();
report::Result awkward_result();  ///< a title and texts that need escaping everywhere

std::vector<report::Result> all_results();
report::Summary summary_of(const std::vector<report::Result>& results);

/// Feeds a reporter with all_results() and the summary.
void report_all(report::Reporter& reporter);

/// A writer that appends to `text`.
report::Write append_to(std::string& text);

}  // namespace vtime::test
