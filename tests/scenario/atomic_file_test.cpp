#include "scenario/update/atomic_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace vtime::scenario {
namespace {

namespace fs = std::filesystem;

class AtomicFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "vtime-atomic-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    std::ofstream(folder_ / "a.yaml") << "old";
  }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string read(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(AtomicFile, ReplacesTheFileAndLeavesNothingBehind) {
  write_file_atomically(folder_ / "a.yaml", "new\n");
  EXPECT_EQ(read(folder_ / "a.yaml"), "new\n");
  EXPECT_EQ(files(), 1u);
}

TEST_F(AtomicFile, KeepsThePermissions) {
  fs::permissions(folder_ / "a.yaml", fs::perms{0640});
  write_file_atomically(folder_ / "a.yaml", "new");
  EXPECT_EQ(fs::status(folder_ / "a.yaml").permissions(), fs::perms{0640});
}

TEST_F(AtomicFile, FollowsASymbolicLink) {
  fs::create_symlink("a.yaml", folder_ / "link");
  write_file_atomically(folder_ / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(read(folder_ / "a.yaml"), "new");
}

TEST_F(AtomicFile, LeavesTheOldFileWholeWhereItFails) {
  EXPECT_THROW(write_file_atomically(folder_ / "missing" / "a.yaml", "new"), fs::filesystem_error);
  fs::create_directory(folder_ / "sub");
  EXPECT_THROW(write_file_atomically(folder_ / "sub", "new"), fs::filesystem_error);
  EXPECT_EQ(files(), 2u);
  EXPECT_EQ(read(folder_ / "a.yaml"), "old");
}

}  // namespace
}  // namespace vtime::scenario
