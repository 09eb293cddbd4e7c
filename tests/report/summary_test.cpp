#include "report/summary.hpp"

#include "report/sample_results.hpp"
#include "report/style.hpp"
#include "report/transcript_text.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;

TEST(Summary, CountsWhatHappened) {
  EXPECT_EQ(report::counts_text(summary_of({passed_result()})), "1 scenario: 1 passed");
  EXPECT_EQ(report::counts_text(summary_of(all_results())),
            "8 scenarios: 2 passed, 4 failed, 1 unchecked, 1 stopped by a limit; 1 invalid file");
  EXPECT_EQ(report::counts_text({}), "0 scenarios: none run");
}

TEST(Summary, VirtualTimeStaysAtTheGreatestDuration) {
  report::Result result = passed_result();
  result.virtual_time = Duration::max();
  EXPECT_EQ(summary_of({result, result}).virtual_time, Duration::max());
}

TEST(Visible, ControlCharactersAreShownAndNotSent) {
  EXPECT_EQ(report::visible("a\nb\x1b[31m"), "a␊b␛[31m");
  EXPECT_EQ(report::visible("é €"), "é €");
}

TEST(TranscriptText, NumbersAndTimesStandInColumns) {
  std::vector<Line> lines(10);
  lines[9] = {1500ms, LineKind::uncaught, "boom", EventId::main, {}};
  const report::TranscriptText text(lines);
  EXPECT_EQ(text.line(0), " 1    0s  \n");
  EXPECT_EQ(text.line(9), "10  1.5s  uncaught: boom\n");
}

}  // namespace
}  // namespace vtime::test
