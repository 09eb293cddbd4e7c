// How files are named, sized and registered.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tidy/source_tree.hpp"

namespace vtime::tidy {
namespace {

using ::testing::IsEmpty;

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') + 1); }
std::string name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::vector<std::string> misnamed(const std::vector<SourceFile>& files, const std::string& pattern) {
  const std::regex form(pattern);
  std::vector<std::string> found;
  for (const SourceFile& file : files) {
    if (!std::regex_match(name_of(file.path), form)) found.push_back(file.path);
  }
  return found;
}

/// The nearest CMakeLists.txt at or above a folder (which ends in `/`).
std::string nearest_list(std::string folder) {
  while (!folder.empty() && !file_exists(folder + "CMakeLists.txt")) {
    folder.pop_back();
    folder = folder_of(folder);
  }
  return folder;
}

/// The words of a CMakeLists.txt.
std::set<std::string> words_of_list(const std::string& folder) {
  static const std::regex separators(R"re([\s()"]+)re");
  const std::string text = read_file(folder + "CMakeLists.txt");
  return {std::sregex_token_iterator(text.begin(), text.end(), separators, -1), {}};
}

TEST(Layout, NoFileIsLongerThan400Lines) {
  std::vector<std::string> long_files;
  for (const SourceFile& file : cpp_files_in("")) {
    const auto count = std::count(file.text.begin(), file.text.end(), '\n');
    if (count > 400) long_files.push_back(file.path + ": " + std::to_string(count) + " lines");
  }
  EXPECT_THAT(long_files, IsEmpty()) << "two rooms would be easier to live in";
}

TEST(Layout, NamesOfCppFilesAreSnakeCase) {
  EXPECT_THAT(misnamed(files_in("", {".cpp", ".hpp", ".h", ".cc", ".cxx", ".hh"}), R"([a-z][a-z0-9_]*\.[ch]pp)"),
              IsEmpty());
}

TEST(Layout, NamesOfScenariosAreKebabCase) {
  EXPECT_THAT(misnamed(files_in("scenarios/", {""}), R"([a-z][a-z0-9-]*\.yaml)"), IsEmpty());
}

TEST(Layout, NamesOfPagesAreKebabCase) {
  EXPECT_THAT(misnamed(files_in("docs/", {".md", ".yaml"}), R"([a-z][a-z0-9-]*\.(md|yaml))"), IsEmpty());
}

TEST(Layout, HeadersAreGuardedByPragmaOnce) {
  std::vector<std::string> unguarded;
  for (const SourceFile& file : files_in("", {".hpp"})) {
    if (file.text.find("#pragma once\n") == std::string::npos) unguarded.push_back(file.path);
  }
  EXPECT_THAT(unguarded, IsEmpty());
}

TEST(Layout, HeadersBeginBySayingWhatTheyAreFor) {
  std::vector<std::string> silent;
  for (const char* folder : {"harness/", "include/"}) {
    for (const SourceFile& file : files_in(folder, {".hpp"})) {
      if (file.text.rfind("//", 0) != 0) silent.push_back(file.path);
    }
  }
  EXPECT_THAT(silent, IsEmpty());
}

/// Those in folders are parts of others.
TEST(Layout, PublicHeadersBeginWithAnExample) {
  std::vector<std::string> without;
  for (const SourceFile& file : files_in("include/vtime/", {".hpp"})) {
    const std::string comment = file.text.substr(0, file.text.find("#pragma once"));
    const bool is_part = folder_of(file.path) != "include/vtime/";
    if (!is_part && comment.find("\n///\n///     ") == std::string::npos) without.push_back(file.path);
  }
  EXPECT_THAT(without, IsEmpty());
}

TEST(Layout, EveryFolderOfTestsIsRegistered) {
  const auto words = words_of_list("tests/");
  std::vector<std::string> forgotten;
  for (const SourceFile& file : files_in("tests/", {"CMakeLists.txt"})) {
    const std::string folder = folder_of(file.path).substr(6);
    const bool is_direct = std::count(folder.begin(), folder.end(), '/') == 1;
    if (is_direct && words.count(folder.substr(0, folder.size() - 1)) == 0) forgotten.push_back(file.path);
  }
  EXPECT_THAT(forgotten, IsEmpty());
}

TEST(Layout, EverySourceIsListedInItsCMakeLists) {
  std::vector<std::string> forgotten;
  for (const SourceFile& file : files_in("", {".cpp"})) {
    const std::string list = nearest_list(folder_of(file.path));
    if (words_of_list(list).count(file.path.substr(list.size())) == 0) forgotten.push_back(file.path);
  }
  EXPECT_THAT(forgotten, IsEmpty());
}

TEST(Layout, EveryPageOfTheDocsIsReachedFromTheReadme) {
  const std::string readme = read_file("README.md");
  std::vector<std::string> unreachable;
  for (const SourceFile& file : files_in("docs/", {".md"})) {
    if (readme.find("(" + file.path + ")") == std::string::npos) unreachable.push_back(file.path);
  }
  EXPECT_THAT(unreachable, IsEmpty());
}

}  // namespace
}  // namespace vtime::tidy
