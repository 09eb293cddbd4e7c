// Scenario files as tests of GoogleTest. The golden texts are what a user reads.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <regex>
#include <string>

#include "transcript/golden.hpp"

namespace vtime {
namespace {

using ::testing::HasSubstr;

/// What the program says, without times and the paths of this machine.
std::string output_of(const std::string& filter) {
  const std::string command =
      "cd / && " VTIME_FAILING_SCENARIOS " --gtest_color=no --gtest_print_time=0 --gtest_filter='" + filter + "'";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string text;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) text += static_cast<char>(c);
  const std::string folder = VTIME_SCENARIOS;
  for (std::size_t at = 0; (at = text.find(folder, at)) != std::string::npos;)
    text.replace(at, folder.size(), "FOLDER");
  return text;
}

/// The messages alone.
std::string messages_of(const std::string& filter) {
  static const std::regex frame(R"((^|\n)(\[ *[A-Z=-]+ *\]|Note:|\s*\d+ FAILED)[^\n]*)");
  std::string text = std::regex_replace(output_of(filter), frame, "");
  text.erase(0, text.find_first_not_of('\n'));
  return text.erase(text.find_last_not_of('\n') + 1) + "\n";
}

TEST(RegisteredScenarios, AreNamedAfterTheirFileAndTitle) {
  const std::string text = output_of("scenario/answers.*");
  EXPECT_THAT(text, HasSubstr("[       OK ] scenario/answers.An_answer_comes_in_time"));
  EXPECT_THAT(text, HasSubstr("[  FAILED  ] scenario/answers.An_answer_comes_late"));
}

TEST(RegisteredScenarios, FailWithTheDifferenceAtTheirPlace) {
  EXPECT_GOLDEN(messages_of("scenario/answers.An_answer_comes_late"), "scenario_differs.txt");
}

TEST(RegisteredScenarios, FailWhereAFileHasMistakes) {
  EXPECT_GOLDEN(messages_of("scenario/mistaken.*"), "scenario_mistaken.txt");
}

TEST(RegisteredScenarios, FailWhereCppIsMisused) {
  EXPECT_GOLDEN(messages_of("scenario/misused.*"), "scenario_misused.txt");
}

TEST(RegisteredScenarios, FailWhereNothingIsExpected) {
  EXPECT_GOLDEN(messages_of("scenario/unchecked.*"), "scenario_unchecked.txt");
}

TEST(RegisteredScenarios, FailWhereTheDirectoryIsMissing) {
  EXPECT_GOLDEN(messages_of("scenario.no_such_directory"), "scenario_directory.txt");
}

TEST(RegisteredScenarios, MayShareTheirBindings) {
  EXPECT_THAT(output_of("scenario/bound.*"), HasSubstr("[  PASSED  ] 1 test."));
}

}  // namespace
}  // namespace vtime
