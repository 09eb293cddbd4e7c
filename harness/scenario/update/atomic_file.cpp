#include "scenario/update/atomic_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace vtime::scenario {
namespace {

namespace fs = std::filesystem;

/// A new file beside the one to replace; removed again unless it takes its place.
class NewFile {
 public:
  explicit NewFile(const fs::path& target)
      : target_(target), name_(target.parent_path() / ("." + target.filename().string() + ".XXXXXX")) {
    descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail("can't create a file beside it");
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!placed_) ::unlink(name_.c_str());
  }

  void copy_permissions() {
    struct stat status {};
    if (::stat(target_.c_str(), &status) != 0) {
      if (errno != ENOENT) fail("can't read its permissions");
      status.st_mode = 0644;
    }
    if (::fchmod(descriptor_, status.st_mode & 07777) != 0) fail("can't keep its permissions");
  }

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(descriptor_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("can't write it");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(descriptor_) != 0) fail("can't write it");
  }

  void take_place() {
    const int descriptor = std::exchange(descriptor_, -1);
    if (::close(descriptor) != 0) fail("can't write it");
    if (::rename(name_.c_str(), target_.c_str()) != 0) fail("can't replace it");
    placed_ = true;
  }

 private:
  [[noreturn]] void fail(const char* what) const {
    throw fs::filesystem_error(what, target_, std::error_code(errno, std::generic_category()));
  }
  fs::path target_;
  std::string name_;
  int descriptor_ = -1;
  bool placed_ = false;
};

}  // namespace

void write_file_atomically(const fs::path& path, std::string_view text) {
  const fs::path target = fs::exists(path) ? fs::canonical(path) : fs::absolute(path);
  NewFile file(target);
  file.copy_permissions();
  file.write(text);
  file.take_place();
}

}  // namespace vtime::scenario
