// What must not be written anywhere in the repository.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <string>
#include <vector>

#include "tidy/source_tree.hpp"

namespace vtime::tidy {
namespace {

using ::testing::IsEmpty;

/// The lines of `files` that match.
std::vector<std::string> lines_with(const std::vector<SourceFile>& files, const std::string& pattern) {
  const std::regex form(pattern, std::regex::optimize);
  std::vector<std::string> found;
  for (const SourceFile& file : files) {
    const auto lines = file.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (std::regex_search(lines[i], form)) found.push_back(place(file, i, lines[i]));
    }
  }
  return found;
}

/// Without this file, which holds the patterns.
std::vector<SourceFile> others(const std::vector<SourceFile>& files) {
  std::vector<SourceFile> result;
  for (const SourceFile& file : files) {
    if (file.path != "tests/tidy/wording_test.cpp") result.push_back(file);
  }
  return result;
}

std::vector<SourceFile> harness_and_headers() {
  auto files = cpp_files_in("harness/");
  for (const SourceFile& file : cpp_files_in("include/")) files.push_back(file);
  return files;
}

TEST(Wording, NothingIsLeftUnfinished) {
  EXPECT_THAT(lines_with(others(source_tree()), R"(\b(TODO|FIXME|XXX|HACK)\b)"), IsEmpty());
}

TEST(Wording, NoPathOfAMachineIsLeft) {
  EXPECT_THAT(lines_with(others(source_tree()), R"re((^|[\s"'`(=:])/(work|home|tmp|root|Users)/)re"), IsEmpty());
}

TEST(Wording, NoTestIsSwitchedOffOrSkippedWithoutAReason) {
  EXPECT_THAT(lines_with(others(source_tree()), R"(\bDISABLED_\w|GTEST_SKIP\(\);)"), IsEmpty());
}

TEST(Wording, NoTestWaitsInRealTime) {
  const std::string waits = R"(this_thread::sleep|\b(u|nano)?sleep\s*\(|\bwait_(for|until)\s*\()";
  EXPECT_THAT(lines_with(others(cpp_files_in("tests/")), waits), IsEmpty());
}

/// But for the loop of production, which is there to read the machine's clock.
TEST(Wording, NothingInTheHarnessDependsOnTheMachine) {
  const std::string sources =
      R"(random_device|std::rand\b|steady_clock::now|system_clock::now|std::locale|setlocale|getenv)";
  auto files = harness_and_headers();
  std::erase_if(files, [](const SourceFile& file) {
    return file.path == "harness/loop/steady_loop.cpp" || file.path.find("vtime/asio/steady_") != std::string::npos;
  });
  EXPECT_THAT(lines_with(files, sources), IsEmpty());
}

TEST(Wording, LinesEndWithoutBlanksOrTabs) {
  EXPECT_THAT(lines_with(files_in("", {".cpp", ".hpp", ".md", ".cmake", "CMakeLists.txt", ".sh"}), R"([ \t]$|\t)"),
              IsEmpty());
}

}  // namespace
}  // namespace vtime::tidy
