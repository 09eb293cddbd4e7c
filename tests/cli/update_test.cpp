#include <gmock/gmock.h>

#include "cli/program.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;

constexpr const char* before =
    "# A comment\n"
    "scenario: It logs\n"
    "script:\n"
    "  - log: hello   # aside\n"
    "expect:\n"
    "  - 0s: good bye\n";

constexpr const char* after =
    "# A comment\n"
    "scenario: It logs\n"
    "script:\n"
    "  - log: hello   # aside\n"
    "expect:\n"
    "  - 0s: hello\n";

TEST(Update, WritesWhatWasSeenAndPassesFromThenOn) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", before);
  const Outcome outcome = run_vtime({"run", "--update", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out,
            "updated    " + file + ": It logs (0s)\n\n1 scenario: 1 passed, 1 updated (0s of virtual time)\n");
  EXPECT_EQ(folder.read("a.yaml"), after);
  EXPECT_THAT(run_vtime({"run", "--update", file}).out, HasSubstr("1 scenario: 1 passed (0s"));
}

TEST(Update, AddsWhatIsMissing) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", "scenario: It logs\nscript:\n  - log: hello\n");
  EXPECT_EQ(run_vtime({"run", "--update", file}).status, 0);
  EXPECT_EQ(folder.read("a.yaml"), "scenario: It logs\nscript:\n  - log: hello\nexpect:\n  - 0s: hello\n");
}

TEST(Update, LeavesBrokenRulesBroken) {
  const TemporaryFolder folder;
  const std::string file = folder.write(
      "a.yaml",
      "scenario: It logs\nscript:\n  - log: hello\nexpect:\n  transcript:\n    - 0s: x\n  never:\n    - hello\n");
  const Outcome outcome = run_vtime({"run", "--update", file});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(folder.read("a.yaml"), HasSubstr("    - 0s: hello\n  never:\n    - hello\n"));
}

TEST(Update, WritesOnlyWhatTheFilterLetsThrough) {
  const TemporaryFolder folder;
  const std::string two = std::string(before) + "---\nscenario: Another\nscript:\n  - log: x\nexpect:\n  - 0s: y\n";
  const std::string file = folder.write("a.yaml", two);
  EXPECT_EQ(run_vtime({"run", "--update", "--filter", "It logs", file}).status, 0);
  EXPECT_EQ(folder.read("a.yaml"), std::string(after) + two.substr(std::string(before).size()));
}

TEST(Update, LeavesARunThatWasStoppedAlone) {
  const TemporaryFolder folder;
  const std::string text = "scenario: x\nscript:\n  - log: a\n  - assert: 1 > 2\nexpect:\n  - 0s: b\n";
  const std::string file = folder.write("a.yaml", text);
  EXPECT_EQ(run_vtime({"run", "--update", file}).status, 1);
  EXPECT_EQ(folder.read("a.yaml"), text);
}

TEST(Update, IsRefusedWhereCiIsSet) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", before);
  const Outcome outcome = run_vtime({"run", "--update", file}, {{"CI", "true"}});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--update is refused because CI is set"));
  EXPECT_EQ(folder.read("a.yaml"), before);
  EXPECT_EQ(run_vtime({"run", "--update", "--force", file}, {{"CI", "true"}}).status, 0);
  EXPECT_EQ(folder.read("a.yaml"), after);
}

TEST(Update, CiSetToFalseIsNotSet) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", before);
  EXPECT_EQ(run_vtime({"run", "--update", file}, {{"CI", "false"}}).status, 0);
}

TEST(Update, OfStandardInputIsAUsageError) { EXPECT_EQ(run_vtime({"run", "--update", "-"}).status, 2); }

TEST(Update, GoesWithNoOtherSeed) {
  EXPECT_EQ(run_vtime({"run", "--update", "--seed", "3", "scenarios"}).status, 2);
  EXPECT_EQ(run_vtime({"run", "--update", "--repeat", "3", "scenarios"}).status, 2);
  EXPECT_EQ(run_vtime({"run", "--force", "scenarios"}).status, 2);
}

}  // namespace
}  // namespace vtime::test
