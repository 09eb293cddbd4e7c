#include "report/summary.hpp"

#include <fmt/format.h>

#include "report/saturating.hpp"

namespace vtime::report {

std::string plural(std::uint64_t count, const char* noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

void Summary::add(const Result& result) {
  switch (result.verdict) {
    case Verdict::passed:
      ++passed;
      break;
    case Verdict::failed:
      ++failed;
      break;
    case Verdict::unchecked:
      ++unchecked;
      break;
    case Verdict::limited:
      ++limited;
      break;
    case Verdict::invalid:
      ++invalid;
      break;
  }
  if (result.updated) ++updated;
  virtual_time = saturating_sum(virtual_time, result.virtual_time);
}

std::string counts_text(const Summary& summary) {
  std::string parts;
  const auto part = [&parts](std::uint64_t count, const char* what) {
    if (count == 0) return;
    if (!parts.empty()) parts += ", ";
    parts += fmt::format("{} {}", count, what);
  };
  part(summary.passed, "passed");
  part(summary.failed, "failed");
  part(summary.unchecked, "unchecked");
  part(summary.limited, "stopped by a limit");
  part(summary.updated, "updated");
  if (parts.empty()) parts = "none run";
  std::string text = plural(summary.scenarios(), "scenario") + ": " + parts;
  if (summary.invalid > 0) text += "; " + plural(summary.invalid, "invalid file");
  return text;
}

}  // namespace vtime::report
