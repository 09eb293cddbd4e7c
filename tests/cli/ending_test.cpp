// Runs that end before their time.

#include <gmock/gmock.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;

Call slow_run() {
  Call call;
  call.arguments = {"run", "slow/slow.yaml"};
  return call;
}

TEST(Interrupting, PrintsTheSummarySoFar) {
  const Outcome outcome = run_and_signal(slow_run(), "It begins", SIGINT);
  EXPECT_EQ(outcome.status, 130);
  EXPECT_EQ(outcome.out,
            "ok         slow/slow.yaml: It begins (0s)\n"
            "\ninterrupted while running slow/slow.yaml: It takes very long\n"
            "\n1 scenario: 1 passed (0s of virtual time)\n");
}

TEST(Interrupting, TerminationDoesTheSame) {
  const Outcome outcome = run_and_signal(slow_run(), "It begins", SIGTERM);
  EXPECT_EQ(outcome.status, 143);
  EXPECT_THAT(outcome.out, HasSubstr("interrupted while running"));
}

TEST(Interrupting, LeavesReportsWhole) {
  const TemporaryFolder folder;
  Call call = slow_run();
  call.arguments.insert(call.arguments.end(), {"--json", folder.path() + "/report.json"});
  run_and_signal(call, "It begins", SIGINT);
  const auto report = nlohmann::json::parse(folder.read("report.json"));
  EXPECT_EQ(report.at("summary").at("interrupted"), true);
  EXPECT_EQ(report.at("scenarios").size(), 1u);
}

TEST(Interrupting, UpdatesNothing) {
  const TemporaryFolder folder;
  const std::string text =
      "scenario: a\nscript:\n  - log: a\nexpect: []\n---\n"
      "scenario: b\nlimits:\n  statements: 9000000000000000000\nscript:\n  - while: true\n    do:\n      - let: {x: "
      "1}\n";
  const std::string first = folder.write("1.yaml", "scenario: first\nscript:\n  - log: a\nexpect:\n  - 0s: a\n");
  const std::string file = folder.write("2.yaml", text);
  Call call;
  call.arguments = {"run", "--update", first, file};
  const Outcome outcome = run_and_signal(call, "first", SIGINT);
  EXPECT_EQ(outcome.status, 130);
  EXPECT_EQ(folder.read("2.yaml"), text);
}

TEST(ClosedPipe, IsNoCrash) {
  const TemporaryFolder folder;
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    text += "scenario: Number " + std::to_string(i) + "\nscript:\n  - log: x\nexpect:\n  - 0s: x\n---\n";
  }
  Call call;
  call.arguments = {"run", folder.write("many.yaml", text)};
  const Outcome outcome = run_and_stop_reading(call, "Number 1");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.err, "");
}

}  // namespace
}  // namespace vtime::test
