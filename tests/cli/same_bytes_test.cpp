// Two runs write the same bytes, whatever is around them.

#include <gmock/gmock.h>

#include "cli/program.hpp"

namespace vtime::test {
namespace {

struct Written {
  Outcome outcome;
  std::string junit;
  std::string json;
};

Written write_everything(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) {
  const TemporaryFolder reports;
  Call call;
  call.arguments = {
      "run", "--verbose", "--junit", reports.path() + "/junit.xml", "--json", reports.path() + "/report.json"};
  call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
  call.environment = std::move(environment);
  Written written;
  written.outcome = run_program(call);
  written.junit = reports.read("junit.xml");
  written.json = reports.read("report.json");
  return written;
}

void expect_same(const Written& a, const Written& b) {
  EXPECT_EQ(a.outcome.status, b.outcome.status);
  EXPECT_EQ(a.outcome.out, b.outcome.out);
  EXPECT_EQ(a.outcome.err, b.outcome.err);
  EXPECT_EQ(a.junit, b.junit);
  EXPECT_EQ(a.json, b.json);
}

TEST(SameBytes, TwoRuns) { expect_same(write_everything({"scenarios"}), write_everything({"scenarios"})); }

TEST(SameBytes, WithOneJobAndWithMany) {
  const Written one = write_everything({"--jobs", "1", "scenarios"});
  expect_same(one, write_everything({"--jobs", "4", "scenarios"}));
  expect_same(one, write_everything({"--jobs=0", "scenarios"}));
  expect_same(one, write_everything({"-j", "64", "scenarios"}));
}

TEST(SameBytes, WithFailFastAndManyJobs) {
  expect_same(write_everything({"--fail-fast", "--jobs", "1", "scenarios"}),
              write_everything({"--fail-fast", "--jobs", "8", "scenarios"}));
}

TEST(SameBytes, InEveryLocale) {
  const Written plain = write_everything({"scenarios"});
  for (const char* locale : {"C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8"}) {
    expect_same(plain, write_everything({"scenarios"}, {{"LC_ALL", locale}, {"LANG", locale}}));
  }
}

TEST(SameBytes, InEveryTimeZone) {
  expect_same(write_everything({"scenarios"}, {{"TZ", "UTC"}}),
              write_everything({"scenarios"}, {{"TZ", "Pacific/Chatham"}}));
}

TEST(SameBytes, InEveryFolderForAbsolutePaths) {
  const TemporaryFolder elsewhere;
  Call call;
  call.arguments = {"run", "--verbose", VTIME_CLI_DIR "/scenarios"};
  const Outcome here = run_program(call);
  call.folder = elsewhere.path();
  EXPECT_EQ(here.out, run_program(call).out);
}

}  // namespace
}  // namespace vtime::test
