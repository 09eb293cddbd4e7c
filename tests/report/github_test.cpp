#include "report/github.hpp"

#include "report/golden.hpp"
#include "report/sample_results.hpp"

namespace vtime::test {
namespace {

std::string github_text(const report::Result& result) {
  std::string text;
  report::GitHub reporter(append_to(text));
  reporter.result(result);
  reporter.finish({});
  return text;
}

TEST(GitHubReport, MarksEveryScenarioThatDidNotPass) {
  std::string text;
  report::GitHub reporter(append_to(text));
  report_all(reporter);
  EXPECT_TRUE(equals_golden(VTIME_GOLDEN_DIR "/github.txt", text));
}

TEST(GitHubReport, SaysNothingOfWhatPassed) { EXPECT_EQ(github_text(passed_result()), ""); }

TEST(GitHubReport, PointsAtTheExpectationThatWasBroken) {
  EXPECT_THAT(github_text(failed_result()), testing::StartsWith("::error file=shop/checkout.yaml,line=23,title="));
}

TEST(GitHubReport, PointsAtTheMistakeOfAnInvalidFile) {
  EXPECT_EQ(github_text(invalid_result()),
            "::error file=shop/broken.yaml,line=2,col=1,title=shop/broken.yaml::"
            "unknown key 'scrpt'%0Adid you mean 'script'?\n");
}

TEST(GitHubReport, EscapesWhatAWorkflowCommandGivesAMeaning) {
  report::Result result = unchecked_result();
  result.title = "50%, at: noon";
  EXPECT_THAT(github_text(result), testing::HasSubstr("title=50%25%2C at%3A noon::"));
}

}  // namespace
}  // namespace vtime::test
