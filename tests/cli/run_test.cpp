#include <gmock/gmock.h>

#include <filesystem>

#include "cli/program.hpp"
#include "report/golden.hpp"

namespace vtime::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string golden(const std::string& name) { return VTIME_CLI_DIR "/golden/" + name; }

TEST(Run, TellsOfEachScenarioAndSumsUp) {
  const Outcome outcome = run_vtime({"run", "scenarios"});
  EXPECT_TRUE(equals_golden(golden("run.txt"), outcome.out));
  EXPECT_TRUE(equals_golden(golden("run_errors.txt"), outcome.err));
}

TEST(Run, VerboseShowsTranscripts) {
  const Outcome outcome = run_vtime({"run", "--verbose", "scenarios/passing.yaml"});
  EXPECT_TRUE(equals_golden(golden("run_verbose.txt"), outcome.out));
}

TEST(Run, QuietShowsOnlyWhatDidNotPass) {
  const Outcome outcome = run_vtime({"run", "--quiet", "scenarios/passing.yaml", "scenarios/unchecked.yaml"});
  EXPECT_THAT(outcome.out,
              AllOf(Not(HasSubstr("passing.yaml")), HasSubstr("unchecked.yaml"), HasSubstr("3 scenarios")));
}

TEST(Run, ExitsWith0WhenAllPassed) {
  const Outcome outcome = run_vtime({"run", "scenarios/passing.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
}

TEST(Run, ExitsWith1WhenAScenarioFailed) { EXPECT_EQ(run_vtime({"run", "scenarios/failing.yaml"}).status, 1); }

TEST(Run, ExitsWith1WhenNothingWasExpected) { EXPECT_EQ(run_vtime({"run", "scenarios/unchecked.yaml"}).status, 1); }

TEST(Run, ExitsWith1WhenAnAssertionFailed) { EXPECT_EQ(run_vtime({"run", "scenarios/faulting.yaml"}).status, 1); }

TEST(Run, ExitsWith2WhenAFileIsInvalid) { EXPECT_EQ(run_vtime({"run", "scenarios/invalid.yaml"}).status, 2); }

TEST(Run, ExitsWith3WhenALimitStoppedIt) { EXPECT_EQ(run_vtime({"run", "scenarios/limited.yaml"}).status, 3); }

TEST(Run, ExitsWith4WhenNothingMatched) {
  const Outcome outcome = run_vtime({"run", "--filter", "no such title", "scenarios/passing.yaml"});
  EXPECT_EQ(outcome.status, 4);
  EXPECT_THAT(outcome.err, HasSubstr("vtime: error: no scenario matches 'no such title'"));
}

TEST(Run, AnInvalidFileOutweighsALimitAndALimitAFailure) {
  EXPECT_EQ(run_vtime({"run", "scenarios"}).status, 2);
  EXPECT_EQ(run_vtime({"run", "scenarios/limited.yaml", "scenarios/failing.yaml"}).status, 3);
}

TEST(Run, ExitsWith70WhenTheOutputCanNotBeWritten) {
  Call call;
  call.arguments = {"run", "scenarios/passing.yaml"};
  call.out_to = "/dev/full";
  const Outcome outcome = run_program(call);
  EXPECT_EQ(outcome.status, 70);
  EXPECT_EQ(outcome.err, "vtime: error: can't write standard output: No space left on device\n");
}

TEST(Run, GoesOnAfterAnInvalidFile) {
  const Outcome outcome = run_vtime({"run", "scenarios/invalid.yaml", "scenarios/passing.yaml"});
  EXPECT_THAT(outcome.out, HasSubstr("2 passed; 1 invalid file"));
  EXPECT_THAT(outcome.err, StartsWith("scenarios/invalid.yaml:3:5: error: "));
}

TEST(Run, FailFastStopsAtTheFirstFailure) {
  const Outcome outcome =
      run_vtime({"run", "--fail-fast", "scenarios/unchecked.yaml", "scenarios/passing.yaml", "scenarios/failing.yaml"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("1 scenario: 1 unchecked"), Not(HasSubstr("passing.yaml"))));
}

TEST(Run, ReadsStandardInput) {
  Call call;
  call.arguments = {"run", "-"};
  call.input = "scenario: From a pipe\nscript:\n  - log: x\nexpect:\n  - 0s: x\n";
  const Outcome outcome = run_program(call);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, StartsWith("ok         <stdin>: From a pipe (0s)\n"));
}

TEST(Run, TakesTheFolderScenariosByDefault) {
  const TemporaryFolder folder;
  folder.write("scenarios/a.yaml", "scenario: x\nscript:\n  - log: x\nexpect:\n  - 0s: x\n");
  Call call;
  call.arguments = {"run"};
  call.folder = folder.path();
  EXPECT_THAT(run_program(call).out, StartsWith("ok         scenarios/a.yaml: x (0s)\n"));
}

TEST(Run, AnInvalidFileIsToldWhateverTheFilter) {
  EXPECT_EQ(run_vtime({"run", "--filter", "no such title", "scenarios/invalid.yaml"}).status, 2);
}

TEST(Run, SaysWhatToDoWithoutAFolderScenarios) {
  const TemporaryFolder folder;
  Call call;
  call.arguments = {"run"};
  call.folder = folder.path();
  const Outcome outcome = run_program(call);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err,
            "vtime: error: there is no folder 'scenarios' here\n"
            "  help: name files or folders, or begin with `vtime new scenarios/first.yaml`\n");
}

TEST(Run, APathThatDoesNotExistIsAnError) {
  const Outcome outcome = run_vtime({"run", "scenarios/passing.yaml", "nowhere.yaml"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "vtime: error: can't read 'nowhere.yaml': No such file or directory\n");
  EXPECT_THAT(outcome.out, IsEmpty());
}

TEST(Run, AFolderWithoutScenariosMatchesNothing) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_vtime({"run", folder.path()}).status, 4);
}

TEST(Run, TellsWarningsOnTheErrorStream) {
  const Outcome outcome = run_vtime({"run", "scenarios/warning.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, StartsWith("scenarios/warning.yaml:4:"));
  EXPECT_THAT(outcome.err, HasSubstr("warning: "));
}

TEST(Run, WarningsAreShownOncePerFile) {
  const Outcome one = run_vtime({"run", "scenarios/warning.yaml"});
  const Outcome two = run_vtime({"run", "--repeat", "5", "scenarios/warning.yaml", "scenarios/warning.yaml"});
  EXPECT_EQ(one.err, two.err);
}

TEST(Run, RepeatsWithFollowingSeeds) {
  const Outcome outcome = run_vtime({"run", "--repeat", "50", "scenarios/ranges.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("in each of 50 runs"));
}

TEST(Run, TheSeedDecidesWhatIsDrawn) {
  const auto shown = [](const char* seed) {
    return run_vtime({"run", "--verbose", "--seed", seed, "scenarios/ranges.yaml"}).out;
  };
  EXPECT_EQ(shown("1"), shown("1"));
  EXPECT_NE(shown("1"), shown("2"));
}

TEST(Run, ShufflesTies) {
  const Outcome outcome = run_vtime({"run", "--shuffle-ties", "1", "--repeat", "40", "scenarios/ties.yaml"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out, HasSubstr(" of 40 runs, first with --seed "));
}

TEST(Run, ReportsTies) {
  const Outcome outcome = run_vtime({"run", "--report-ties", "scenarios/ties.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("  at 5ms any of 2 callbacks could have run first:\n"
                                     "    scenarios/ties.yaml:3: first\n"
                                     "    scenarios/ties.yaml:7: second\n"));
}

TEST(Run, ChecksDeterminism) {
  const Outcome outcome = run_vtime({"run", "--check-determinism", "scenarios/ranges.yaml", "scenarios/passing.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("3 scenarios: 3 passed"));
}

TEST(Run, ColoursOnDemandOnly) {
  EXPECT_THAT(run_vtime({"run", "scenarios/passing.yaml"}, {{"TERM", "xterm"}}).out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_vtime({"run", "--color=always", "scenarios/passing.yaml"}).out, HasSubstr("\x1b[32m"));
}

TEST(Run, WritesAnnotationsForGitHub) {
  const Outcome outcome = run_vtime({"run", "scenarios/failing.yaml"}, {{"GITHUB_ACTIONS", "true"}});
  EXPECT_THAT(outcome.out, HasSubstr("\n::error file=scenarios/failing.yaml,line=13,title=The answer"));
  EXPECT_THAT(run_vtime({"run", "scenarios/failing.yaml"}).out, Not(HasSubstr("::error")));
}

}  // namespace
}  // namespace vtime::test
