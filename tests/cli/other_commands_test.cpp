#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "report/golden.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

TEST(List, NamesTheScenarios) {
  const Outcome outcome = run_vtime({"list", "scenarios/passing.yaml", "scenarios/nested"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out,
            "scenarios/passing.yaml: The callback of a timer runs after the synchronous code\n"
            "scenarios/passing.yaml: A click is handled when it comes\n"
            "scenarios/nested/passing.yml: A file in a folder below is found\n");
}

TEST(List, TakesTheFiltersOfRun) {
  EXPECT_EQ(run_vtime({"list", "--filter", "*click*", "scenarios/passing.yaml"}).out,
            "scenarios/passing.yaml: A click is handled when it comes\n");
  EXPECT_EQ(run_vtime({"list", "--filter", "nothing", "scenarios/passing.yaml"}).status, 4);
}

TEST(List, TellsOfInvalidFiles) {
  const Outcome outcome = run_vtime({"list", "scenarios"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("scenarios/invalid.yaml:3:5: error: "));
}

TEST(Check, ReadsWithoutRunning) {
  const Outcome outcome = run_vtime({"check", "scenarios/passing.yaml", "slow/slow.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "2 files, 4 valid scenarios: no errors\n");
}

TEST(Check, TellsOfEveryMistake) {
  const Outcome outcome = run_vtime({"check", "scenarios"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.out, HasSubstr("1 file with errors\n"));
  EXPECT_THAT(outcome.err, HasSubstr("scenarios/invalid.yaml:3:5: error: "));
  EXPECT_THAT(outcome.err, HasSubstr("scenarios/invalid.yaml:4:18: error: "));
}

TEST(New, WritesAScenarioThatPasses) {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/some/where/first.yaml";
  const Outcome outcome = run_vtime({"new", file});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "wrote " + file + ": `vtime run " + file + "` runs it\n");
  EXPECT_EQ(run_vtime({"run", file}).status, 0);
}

TEST(New, LeavesAFileAlone) {
  const TemporaryFolder folder;
  const std::string file = folder.write("a.yaml", "mine");
  const Outcome outcome = run_vtime({"new", file});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, StartsWith("vtime: error: '" + file + "' exists already\n"));
  EXPECT_EQ(folder.read("a.yaml"), "mine");
}

TEST(New, SaysWhyItCanNotWrite) {
  EXPECT_EQ(run_vtime({"new", "/proc/none/a.yaml"}).status, 2);
  EXPECT_EQ(run_vtime({"new"}).status, 2);
}

TEST(Schema, IsJson) {
  const Outcome outcome = run_vtime({"schema"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(nlohmann::json::parse(outcome.out).at("$schema").get<std::string>(), HasSubstr("draft-07"));
}

TEST(Help, ShowsExamplesFirst) {
  const Outcome outcome = run_vtime({"--help"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_TRUE(equals_golden(VTIME_CLI_DIR "/golden/help.txt", outcome.out));
  EXPECT_EQ(run_vtime({"help"}).out, outcome.out);
  EXPECT_EQ(run_vtime({"-h"}).out, outcome.out);
}

TEST(Help, ExplainsEachCommand) {
  std::string all;
  for (const char* command : {"run", "show", "check", "list", "new", "schema", "help"}) {
    const Outcome outcome = run_vtime({command, "--help"});
    EXPECT_EQ(outcome.status, 0);
    EXPECT_EQ(run_vtime({"help", command}).out, outcome.out);
    all += outcome.out + "\n";
  }
  EXPECT_TRUE(equals_golden(VTIME_CLI_DIR "/golden/help_commands.txt", all));
}

TEST(Help, IsShownWhenNothingIsAskedFor) {
  const Outcome outcome = run_vtime({});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, run_vtime({"--help"}).out);
}

TEST(Version, TellsTheCommit) {
  EXPECT_THAT(run_vtime({"--version"}).out, MatchesRegex("vtime [0-9.]+ \\(commit ([0-9a-f]{12}|unknown)\\)\n"));
}

TEST(Usage, AnUnknownCommandIsAnErrorWithASuggestion) {
  const Outcome outcome = run_vtime({"rnu"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "vtime: error: there is no command 'rnu'\n  help: did you mean 'run'?\n");
  EXPECT_THAT(run_vtime({"frobnicate"}).err, HasSubstr("`vtime --help` lists the commands"));
}

TEST(Usage, AnUnknownOptionIsAnErrorWithASuggestion) {
  const Outcome outcome = run_vtime({"run", "--fliter", "x"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, "vtime: error: vtime run has no option '--fliter'\n  help: did you mean '--filter'?\n");
}

TEST(Usage, MistakesInOptionsAreErrors) {
  const std::vector<std::vector<std::string>> mistakes = {{"run", "--jobs"},
                                                          {"run", "--jobs", "many"},
                                                          {"run", "--jobs", "-1"},
                                                          {"run", "--repeat", "0"},
                                                          {"run", "--verbose=1"},
                                                          {"run", "--seed", "1", "--seed", "2"},
                                                          {"run", "--color", "red"},
                                                          {"run", "-x"},
                                                          {"run", "--jo", "1"},
                                                          {"show", "a", "b"},
                                                          {"schema", "a"},
                                                          {"list", "--junit", "x"},
                                                          {"run", "--junit", ""},
                                                          {"help", "nothing"},
                                                          {"--nothing"},
                                                          {"run", "--seed", "1e3"}};
  for (const auto& words : mistakes) {
    const Outcome outcome = run_vtime(words);
    EXPECT_EQ(outcome.status, 2) << words.back();
    EXPECT_THAT(outcome.err, StartsWith("vtime: error: ")) << words.back();
    EXPECT_EQ(outcome.out, "") << words.back();
  }
}

TEST(Usage, OptionsMayStandAnywhere) {
  EXPECT_EQ(run_vtime({"run", "scenarios/passing.yaml", "--quiet", "-j2"}).status, 0);
  EXPECT_EQ(run_vtime({"run", "-qj", "2", "--", "scenarios/passing.yaml"}).status, 0);
}

}  // namespace
}  // namespace vtime::test
