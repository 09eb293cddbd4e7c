#include <gmock/gmock.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "report/golden.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;

TEST(ReportFiles, JUnitIsAsExpectedAndValid) {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/junit.xml";
  run_vtime({"run", "--junit", file, "scenarios"});
  EXPECT_TRUE(equals_golden(VTIME_CLI_DIR "/golden/junit.xml", folder.read("junit.xml")));
  if (std::system("xmllint --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "xmllint is not installed";
  EXPECT_EQ(std::system(("xmllint --noout --schema " VTIME_JUNIT_SCHEMA " " + file + " 2>/dev/null").c_str()), 0);
}

TEST(ReportFiles, JsonIsAsExpectedAndParses) {
  const TemporaryFolder folder;
  run_vtime({"run", "--json", folder.path() + "/report.json", "scenarios"});
  const std::string text = folder.read("report.json");
  EXPECT_TRUE(equals_golden(VTIME_CLI_DIR "/golden/report.json", text));
  EXPECT_EQ(nlohmann::json::parse(text).at("summary").at("invalid_files"), 1);
}

TEST(ReportFiles, OneThatCanNotBeWrittenIsAnErrorBeforeAnythingRuns) {
  const Outcome outcome = run_vtime({"run", "--junit", "/nowhere/junit.xml", "scenarios"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "vtime: error: can't write '/nowhere/junit.xml': No such file or directory\n");
}

TEST(ReportFiles, AFullDiskIsAnInternalError) {
  const Outcome outcome = run_vtime({"run", "--json", "/dev/full", "scenarios/passing.yaml"});
  EXPECT_EQ(outcome.status, 70);
  EXPECT_THAT(outcome.err, HasSubstr("can't write '/dev/full'"));
}

TEST(ReportFiles, TheSameFileForTwoReportsIsAUsageError) {
  EXPECT_EQ(run_vtime({"run", "--json", "x", "--junit", "x", "scenarios"}).status, 2);
}

}  // namespace
}  // namespace vtime::test
