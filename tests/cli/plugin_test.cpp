// Scenarios that drive the C++ of a shared library.

#include <gmock/gmock.h>

#include "program.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

const std::string answers = "plugins/answers.yaml";

TEST(Plugin, BindsTheFunctionsOfScenarios) {
  const Outcome outcome = run_vtime({"run", "--plugin", VTIME_ANSWERING_PLUGIN, "--jobs", "2", answers});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("2 passed"));
}

TEST(Plugin, MakesItsBindingsForEachRun) {
  const Outcome outcome =
      run_vtime({"run", "--plugin", VTIME_ANSWERING_PLUGIN, "--repeat", "50", "--check-determinism", answers});
  EXPECT_EQ(outcome.status, 0) << outcome.out << outcome.err;
}

TEST(Plugin, WorksWithShow) {
  const Outcome outcome = run_vtime({"show", "--plugin", VTIME_ANSWERING_PLUGIN, "--filter", "*afresh", answers});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("1s  1 after 1s"));
}

TEST(Plugin, IsAskedForWhereAFunctionIsNotBound) {
  const Outcome outcome = run_vtime({"run", answers});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.out + outcome.err,
              HasSubstr("plugins/answers.yaml:3:3: error: the function 'answer' is to be bound in C++"));
  EXPECT_THAT(outcome.out + outcome.err, HasSubstr("vtime run --plugin LIBRARY"));
}

TEST(Plugin, ThatIsNotThereIsAMistakeOfUsage) {
  const Outcome outcome = run_vtime({"run", "--plugin", "missing.so", answers});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, StartsWith("vtime: error: the plugin 'missing.so' can't be loaded: "));
}

TEST(Plugin, ThatIsNoPluginIsAMistakeOfUsage) {
  const Outcome outcome = run_vtime({"run", "--plugin", VTIME_NO_PLUGIN, answers});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("is no plugin: it has no VTIME_PLUGIN\n  help: include <vtime/plugin.hpp>"));
}

TEST(Plugin, OfAnotherVersionIsAMistakeOfUsage) {
  const Outcome outcome = run_vtime({"run", "--plugin", VTIME_OTHER_PLUGIN, answers});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("was compiled for vtime 0.0.9, and this is vtime "));
}

}  // namespace
}  // namespace vtime::test
