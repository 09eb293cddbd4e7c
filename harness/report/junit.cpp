#include "report/junit.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "report/explanation.hpp"
#include "report/saturating.hpp"
#include "report/xml_text.hpp"

namespace vtime::report {
namespace {

/// Seconds with three decimals: what is finer is cut off, for some readers take no more.
std::string seconds(Duration duration) {
  const auto milliseconds = duration.count() / 1'000'000;
  return fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
}

/// A failure is a scenario's own; an error kept it from being judged.
const char* element_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return nullptr;
    case Verdict::failed:
    case Verdict::unchecked:
      return "failure";
    case Verdict::limited:
    case Verdict::invalid:
      return "error";
  }
  return nullptr;
}

std::string test_case(const Result& result) {
  const std::string name = result.title.empty() ? result.file : result.title;
  std::string xml = fmt::format(R"(    <testcase name="{}" classname="{}" time="{}")", xml_attribute(name),
                                xml_attribute(result.file), seconds(result.virtual_time));
  const char* element = element_of(result.verdict);
  if (element == nullptr) return xml + "/>\n";
  xml += fmt::format(">\n      <{0} type=\"{1}\" message=\"{2}\">{3}</{0}>\n", element, word(result.verdict),
                     xml_attribute(reason(result)), xml_content(explanation(result)));
  return xml + "    </testcase>\n";
}

}  // namespace

JUnit::JUnit(Write write) : write_(std::move(write)) {
  write_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"vtime\">\n");
}

void JUnit::result(const Result& result) {
  if (suite_.file != result.file) write_suite();
  suite_.file = result.file;
  suite_.cases += test_case(result);
  suite_.tests += 1;
  const char* element = element_of(result.verdict);
  if (element != nullptr) ++(std::string_view(element) == "error" ? suite_.errors : suite_.failures);
  suite_.time = saturating_sum(suite_.time, result.virtual_time);
}

void JUnit::write_suite() {
  if (suite_.tests == 0) return;
  const std::string file = xml_attribute(suite_.file);
  write_(fmt::format(R"(  <testsuite name="{}" file="{}" tests="{}" failures="{}" errors="{}" skipped="0" time="{}">)"
                     "\n",
                     file, file, suite_.tests, suite_.failures, suite_.errors, seconds(suite_.time)));
  write_(suite_.cases);
  write_("  </testsuite>\n");
  suite_ = {};
}

void JUnit::finish(const Summary&) {
  write_suite();
  write_("</testsuites>\n");
}

}  // namespace vtime::report
