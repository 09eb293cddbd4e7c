#include "selection.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "cli/program.hpp"
#include "glob.hpp"
#include "number.hpp"

namespace vtime::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using tool::glob_matches;
using tool::Selection;

TEST(Glob, MatchesTheWholeText) {
  EXPECT_TRUE(glob_matches("retry", "retry"));
  EXPECT_FALSE(glob_matches("retry", "retry twice"));
  EXPECT_FALSE(glob_matches("retry", "a retry"));
}

TEST(Glob, AStarStandsForAnyCharacters) {
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("a*c", "abbc"));
  EXPECT_TRUE(glob_matches("a*c", "ac"));
  EXPECT_TRUE(glob_matches("*b*b*", "a/b/b"));
  EXPECT_FALSE(glob_matches("a*c", "abcd"));
}

TEST(Glob, AQuestionMarkStandsForOneCharacter) {
  EXPECT_TRUE(glob_matches("a?c", "abc"));
  EXPECT_TRUE(glob_matches("a?c",
                           "a\xc3\xa9"
                           "c"));
  EXPECT_FALSE(glob_matches("a?c", "ac"));
}

TEST(Glob, ACharacterClassStandsForOneOfIts) {
  EXPECT_TRUE(glob_matches("[a-c]x", "bx"));
  EXPECT_FALSE(glob_matches("[a-c]x", "dx"));
  EXPECT_TRUE(glob_matches("[!a-c]x", "dx"));
  EXPECT_FALSE(glob_matches("[!a-c]x", "ax"));
  EXPECT_TRUE(glob_matches("[]]", "]"));
  EXPECT_TRUE(glob_matches("[a-]", "-"));
  EXPECT_TRUE(glob_matches("[ä-ü]", "ö"));
}

TEST(Glob, WhatIsNotClosedIsItself) { EXPECT_TRUE(glob_matches("a[b", "a[b")); }

TEST(Glob, ABackslashTakesAwayTheMeaning) {
  EXPECT_TRUE(glob_matches("a\\*", "a*"));
  EXPECT_FALSE(glob_matches("a\\*", "ab"));
  EXPECT_TRUE(glob_matches("a\\", "a\\"));
}

TEST(Glob, ManyStarsTakeNoExponentialTime) {
  std::string pattern;
  for (int i = 0; i < 50; ++i) pattern += "*a";
  EXPECT_FALSE(glob_matches(pattern + "b", std::string(5000, 'a')));
}

TEST(Number, IsPlainDecimalDigits) {
  EXPECT_EQ(tool::read_number("0"), 0u);
  EXPECT_EQ(tool::read_number("18446744073709551615"), UINT64_MAX);
  for (const char* text : {"", " 1", "1 ", "+1", "-1", "0x1", "1e3", "18446744073709551616", "1.0"}) {
    EXPECT_EQ(tool::read_number(text), std::nullopt) << text;
  }
  EXPECT_EQ(tool::read_number("11", 10), std::nullopt);
}

TEST(Selection, AFilterMatchesNameTitleOrPath) {
  EXPECT_TRUE(Selection({"a.yaml: One"}).matches("a.yaml", "One"));
  EXPECT_TRUE(Selection({"One"}).matches("a.yaml", "One"));
  EXPECT_TRUE(Selection({"a.*"}).matches("a.yaml", "One"));
  EXPECT_FALSE(Selection({"Two"}).matches("a.yaml", "One"));
  EXPECT_TRUE(Selection({"Two", "One"}).matches("a.yaml", "One"));
  EXPECT_TRUE(Selection({}).matches("a.yaml", "One"));
}

std::vector<std::string> headlines(std::vector<std::string> arguments, std::map<std::string, std::string> variables) {
  arguments.insert(arguments.begin(), "run");
  arguments.push_back("scenarios");
  const std::string text = run_vtime(arguments, std::move(variables)).out;
  std::vector<std::string> lines;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; begin = end + 1, end = text.find('\n', begin)) {
    const std::string line = text.substr(begin, end - begin);
    if (line.size() > 11 && line.compare(11, 9, "scenarios") == 0) lines.push_back(line);
  }
  return lines;
}

TEST(Shards, PartitionTheScenariosExactly) {
  std::vector<std::string> all = headlines({}, {});
  ASSERT_GT(all.size(), 8u);
  for (const std::size_t count : {1u, 2u, 3u, 20u}) {
    std::vector<std::string> together;
    for (std::size_t index = 1; index <= count; ++index) {
      const auto part = headlines({"--shard", std::to_string(index) + "/" + std::to_string(count)}, {});
      EXPECT_LE(part.size(), all.size() / count + 1);
      together.insert(together.end(), part.begin(), part.end());
    }
    EXPECT_THAT(together, testing::UnorderedElementsAreArray(all)) << count;
  }
}

TEST(Shards, ComeFromTheVariablesOfTestRunners) {
  const auto second = headlines({"--shard", "2/3"}, {});
  EXPECT_EQ(headlines({}, {{"TEST_SHARD_INDEX", "1"}, {"TEST_TOTAL_SHARDS", "3"}}), second);
  EXPECT_EQ(headlines({}, {{"GTEST_SHARD_INDEX", "1"}, {"GTEST_TOTAL_SHARDS", "3"}}), second);
  EXPECT_EQ(headlines({"--shard", "2/3"}, {{"TEST_SHARD_INDEX", "0"}, {"TEST_TOTAL_SHARDS", "2"}}), second);
}

TEST(Shards, TouchTheStatusFile) {
  const TemporaryFolder folder;
  const std::string file = folder.path() + "/status";
  headlines({}, {{"TEST_SHARD_INDEX", "0"}, {"TEST_TOTAL_SHARDS", "2"}, {"TEST_SHARD_STATUS_FILE", file}});
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(Shards, OneWithoutScenariosPasses) {
  const Outcome outcome = run_vtime({"run", "--shard", "9/9", "scenarios/passing.yaml"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "0 scenarios: none run (0s of virtual time)\n");
}

TEST(Shards, MistakesAreUsageErrors) {
  for (const char* shard : {"0/3", "4/3", "1", "1/", "/3", "a/b", "-1/3", "1/0", "1/2/3"}) {
    EXPECT_EQ(run_vtime({"run", "--shard", shard, "scenarios"}).status, 2) << shard;
  }
  const Outcome outcome = run_vtime({"run", "scenarios"}, {{"TEST_SHARD_INDEX", "3"}, {"TEST_TOTAL_SHARDS", "3"}});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("TEST_SHARD_INDEX='3' and TEST_TOTAL_SHARDS='3' name no shard"));
}

}  // namespace
}  // namespace vtime::test
