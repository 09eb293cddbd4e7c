#include "scenario_files.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "cli/program.hpp"
#include "usage_error.hpp"

namespace vtime::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using tool::find_scenario_files;

class ScenarioFiles : public testing::Test {
 protected:
  std::string add(const std::string& name) { return folder_.write(name, ""); }
  /// What is found, without the folder's own path.
  std::vector<std::string> found(const std::vector<std::string>& paths) const {
    std::vector<std::string> files = find_scenario_files(paths);
    for (std::string& file : files) file = fs::path(file).lexically_relative(root()).string();
    return files;
  }
  const std::string& root() const { return folder_.path(); }

  TemporaryFolder folder_;
};

TEST_F(ScenarioFiles, OfAFolderComeInByteOrderOfTheirPaths) {
  for (const char* name : {"b.yaml", "a/z.yml", "a.yaml", "B.yaml", "a/b/c.yaml", "\xc3\xa9.yaml"}) add(name);
  EXPECT_THAT(found({root()}), ElementsAre("B.yaml", "a.yaml", "a/b/c.yaml", "a/z.yml", "b.yaml", "\xc3\xa9.yaml"));
}

TEST_F(ScenarioFiles, OtherFilesAndHiddenOnesAreLeftOut) {
  for (const char* name : {"a.txt", ".b.yaml", ".git/c.yaml", "yaml", "d.yaml.bak"}) add(name);
  EXPECT_THAT(found({root()}), IsEmpty());
}

TEST_F(ScenarioFiles, AFileThatIsNamedIsTakenWhateverItsName) {
  const std::string hidden = add(".b.yaml");
  const std::string other = add("a.txt");
  EXPECT_THAT(find_scenario_files({hidden, other}), ElementsAre(hidden, other));
}

TEST_F(ScenarioFiles, NoneComesTwice) {
  const std::string file = add("a.yaml");
  EXPECT_THAT(found({file, root(), root() + "/./a.yaml"}), ElementsAre("a.yaml"));
}

TEST_F(ScenarioFiles, PathsStayAsTheyWereGiven) {
  add("a.yaml");
  EXPECT_THAT(find_scenario_files({root() + "/"}), ElementsAre(root() + "/a.yaml"));
}

TEST_F(ScenarioFiles, ALinkThatLeadsBackEndsThere) {
  add("sub/a.yaml");
  fs::create_directory_symlink(root(), root() + "/sub/loop");
  fs::create_directory_symlink("other", root() + "/other");
  EXPECT_THAT(found({root()}), ElementsAre("sub/a.yaml"));
}

TEST_F(ScenarioFiles, ALinkToAFolderIsFollowed) {
  const TemporaryFolder elsewhere;
  elsewhere.write("a.yaml", "");
  fs::create_directory_symlink(elsewhere.path(), root() + "/link");
  EXPECT_THAT(found({root()}), ElementsAre("link/a.yaml"));
}

TEST_F(ScenarioFiles, ALinkToNowhereIsAnInvalidFile) {
  fs::create_symlink("nowhere", root() + "/a.yaml");
  const Outcome outcome = run_vtime({"run", root()});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.err, root() + "/a.yaml:1:1: error: can't be read: No such file or directory\n");
}

TEST_F(ScenarioFiles, AFolderWithTheNameOfAFileIsAFolder) {
  add("a.yaml/b.yaml");
  EXPECT_THAT(found({root()}), ElementsAre("a.yaml/b.yaml"));
}

TEST_F(ScenarioFiles, WhatCanNotBeReadIsToldByName) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  const std::string file = add("a.yaml");
  ::chmod(file.c_str(), 0);
  EXPECT_THAT(run_vtime({"run", file}).err, HasSubstr("a.yaml:1:1: error: can't be read: Permission denied"));
}

TEST_F(ScenarioFiles, AnEndlessFileIsReadNoFurtherThanItMayBeLong) {
  const Outcome outcome = run_vtime({"check", "/dev/zero"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("/dev/zero:1:1: error: "));
}

TEST(StandardInput, IsReadLikeAFile) {
  Call call;
  call.arguments = {"check", "-"};
  call.input = "scenario: x\nscrpt: []\n";
  EXPECT_THAT(run_program(call).err, HasSubstr("<stdin>:2:1: error: "));
}

}  // namespace
}  // namespace vtime::test
