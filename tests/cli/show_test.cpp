#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>

#include "cli/program.hpp"
#include "tool.hpp"

namespace vtime::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Show, PrintsNumberTimeAndText) {
  const Outcome outcome = run_vtime({"show", "--filter", "*callback*", "scenarios/passing.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out,
            "--- The callback of a timer runs after the synchronous code\n"
            "1  0s  before\n"
            "2  0s  after\n"
            "3  2s  inside the function\n");
}

TEST(Show, NamesTheScenariosOfAFileThatHoldsSeveral) {
  EXPECT_THAT(run_vtime({"show", "scenarios/passing.yaml"}).out, HasSubstr("--- A click is handled when it comes\n"));
  EXPECT_EQ(run_vtime({"show", "scenarios/unchecked.yaml"}).out, "1  0s  hello\n");
}

TEST(Show, DoesNotJudge) { EXPECT_EQ(run_vtime({"show", "scenarios/failing.yaml"}).status, 0); }

TEST(Show, TellsWhatStoppedTheRun) {
  const Outcome fault = run_vtime({"show", "scenarios/faulting.yaml"});
  EXPECT_EQ(fault.status, 1);
  EXPECT_EQ(fault.out, "1  0s  checking\n");
  EXPECT_THAT(fault.err, HasSubstr("scenarios/faulting.yaml:5:13: error: "));
  EXPECT_EQ(run_vtime({"show", "scenarios/limited.yaml"}).status, 3);
  EXPECT_EQ(run_vtime({"show", "scenarios/invalid.yaml"}).status, 2);
}

TEST(Show, TakesASeed) {
  const std::string one = run_vtime({"show", "--seed", "1", "scenarios/ranges.yaml"}).out;
  EXPECT_EQ(run_vtime({"show", "--seed", "1", "scenarios/ranges.yaml"}).out, one);
  EXPECT_NE(run_vtime({"show", "--seed", "2", "scenarios/ranges.yaml"}).out, one);
}

TEST(Show, OfAFilterThatMatchesNothingExitsWith4) {
  EXPECT_EQ(run_vtime({"show", "--filter", "nothing", "scenarios/passing.yaml"}).status, 4);
}

TEST(Show, TakesOneFile) {
  EXPECT_THAT(run_vtime({"show", "scenarios"}).err, HasSubstr("'scenarios' is a folder"));
  EXPECT_EQ(run_vtime({"show", "scenarios"}).status, 2);
  EXPECT_EQ(run_vtime({"show", "nowhere.yaml"}).status, 2);
  EXPECT_EQ(run_vtime({"show"}).status, 2);
}

TEST(Show, ReadsStandardInput) {
  Call call;
  call.arguments = {"show", "-"};
  call.input = "scenario: x\nscript:\n  - log: from a pipe\n";
  EXPECT_EQ(run_program(call).out, "1  0s  from a pipe\n");
}

/// `show` in this process, with a clock that only notes how long it was to wait.
class RealTime : public testing::Test {
 protected:
  int show(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "show");
    arguments.push_back(VTIME_CLI_DIR "/scenarios/failing.yaml");
    const int descriptor = ::dup(fileno(discard_));
    tool::Output out(descriptor);
    tool::Environment environment{out, out, [](const char*) { return std::optional<std::string>(); },
                                  [this](std::chrono::nanoseconds pause) { pauses_.push_back(pause); }};
    const int status = tool::run_tool(arguments, environment);
    out.flush();
    ::close(descriptor);
    return status;
  }
  void SetUp() override { discard_ = std::tmpfile(); }
  void TearDown() override { std::fclose(discard_); }

  std::FILE* discard_ = nullptr;
  std::vector<std::chrono::nanoseconds> pauses_;
};

TEST_F(RealTime, WaitsBetweenTheLines) {
  EXPECT_EQ(show({"--realtime"}), 0);
  EXPECT_THAT(pauses_, ElementsAre(1250ms, 1750ms));
}

TEST_F(RealTime, GoesAsManyTimesFasterAsAsked) {
  EXPECT_EQ(show({"--realtime=10"}), 0);
  EXPECT_THAT(pauses_, ElementsAre(125ms, 175ms));
}

TEST_F(RealTime, WaitsForNothingUnlessAsked) {
  EXPECT_EQ(show({}), 0);
  EXPECT_THAT(pauses_, IsEmpty());
}

TEST_F(RealTime, TakesSpeedsAboveZeroOnly) {
  for (const char* speed : {"--realtime=0", "--realtime=-1", "--realtime=x", "--realtime=inf", "--realtime=nan"}) {
    EXPECT_EQ(show({speed}), 2) << speed;
  }
}

}  // namespace
}  // namespace vtime::test
