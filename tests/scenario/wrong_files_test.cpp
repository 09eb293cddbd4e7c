// Each file of wrong/ holds one kind of mistake, and beside it stand the diagnostics that it gets, as shown to a user.
// With VTIME_UPDATE_GOLDEN set, the diagnostics are written instead of compared; then read every one of them.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "scenario/scenario.hpp"

namespace vtime::scenario {
namespace {

namespace fs = std::filesystem;

const fs::path folder = VTIME_WRONG_FILES;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> names_with(const std::string& extension) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string diagnostics_of(const std::string& name) {
  const LoadedFile file = load(name + ".yaml", read_file(folder / (name + ".yaml")));
  std::string text;
  for (const Diagnostic& diagnostic : file.diagnostics) text += render(diagnostic, file.source->text);
  EXPECT_TRUE(file.scenarios.empty() || !has_errors(file.diagnostics)) << "a file with an error has no scenarios";
  return text;
}

class WrongFile : public ::testing::TestWithParam<std::string> {};

TEST_P(WrongFile, GetsItsDiagnostics) {
  const fs::path expected = folder / (GetParam() + ".txt");
  const std::string diagnostics = diagnostics_of(GetParam());
  EXPECT_FALSE(diagnostics.empty());
  if (std::getenv("VTIME_UPDATE_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << diagnostics;
  EXPECT_EQ(diagnostics, read_file(expected));
}

INSTANTIATE_TEST_SUITE_P(Scenario, WrongFile, ::testing::ValuesIn(names_with(".yaml")),
                         [](const auto& test) { return test.param; });

TEST(WrongFiles, AreManyAndEachHasItsDiagnostics) {
  EXPECT_GE(names_with(".yaml").size(), 80u);
  EXPECT_EQ(names_with(".yaml"), names_with(".txt"));
}

}  // namespace
}  // namespace vtime::scenario
