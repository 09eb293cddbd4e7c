#include "scenario_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "scenario/document/document.hpp"
#include "usage_error.hpp"

namespace vtime::tool {
namespace {

namespace fs = std::filesystem;

constexpr const char* default_folder = "scenarios";

/// What tells one folder from another, whatever path leads to it.
using FolderId = std::pair<dev_t, ino_t>;

struct Folder {
  fs::path path;
  std::vector<FolderId> ancestors;  ///< and itself
};

bool is_hidden(const fs::path& path) { return path.filename().string().rfind('.', 0) == 0; }

bool is_scenario_name(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

[[noreturn]] void refuse_to_read(const std::string& path, int error) {
  throw UsageError(fmt::format("can't read '{}': {}", path, std::generic_category().message(error)));
}

/// The folder behind `path`, unless it is one of those it stands in (a symbolic link that leads back).
void push_folder(std::vector<Folder>& folders, const fs::path& path, std::vector<FolderId> ancestors) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) refuse_to_read(path.string(), errno);
  const FolderId id{status.st_dev, status.st_ino};
  if (std::find(ancestors.begin(), ancestors.end(), id) != ancestors.end()) return;
  ancestors.push_back(id);
  folders.push_back({path, std::move(ancestors)});
}

std::vector<std::string> search(const std::string& root) {
  std::vector<std::string> found;
  std::vector<Folder> folders;
  push_folder(folders, root, {});
  while (!folders.empty()) {
    const Folder folder = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    fs::directory_iterator entry(folder.path, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      if (is_hidden(entry->path())) continue;
      std::error_code broken_link;  // what a link that leads nowhere is, is told when it is read
      if (entry->is_directory(broken_link)) {
        push_folder(folders, entry->path(), folder.ancestors);
      } else if (is_scenario_name(entry->path())) {
        found.push_back(entry->path().string());
      }
    }
    if (error) refuse_to_read(folder.path.string(), error.value());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string read_all(int descriptor, std::size_t most) {
  std::string text;
  std::array<char, 8192> block;  // NOLINT: not cleared for each of many small files
  while (text.size() < most) {
    const ssize_t count = ::read(descriptor, block.data(), std::min(block.size(), most - text.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw std::system_error(errno, std::generic_category());
    if (count == 0) break;
    text.append(block.data(), static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

const char* const standard_input = "-";

std::string shown_path(const std::string& path) { return path == standard_input ? "<stdin>" : path; }

std::vector<std::string> find_scenario_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  std::set<std::string> seen;
  const bool may_repeat = paths.size() > 1;
  const auto add = [&](const std::string& file) {
    if (may_repeat && !seen.insert(fs::path(file).lexically_normal().string()).second) return;
    files.push_back(file);
  };
  std::error_code error;
  if (paths.empty() && !fs::exists(default_folder, error)) {
    throw UsageError(fmt::format("there is no folder '{}' here", default_folder),
                     "name files or folders, or begin with `vtime new scenarios/first.yaml`");
  }
  for (const std::string& path : paths.empty() ? std::vector<std::string>{default_folder} : paths) {
    if (path == standard_input) {
      add(path);
      continue;
    }
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) refuse_to_read(path, errno);
    if (!S_ISDIR(status.st_mode)) {
      add(path);
      continue;
    }
    for (const std::string& file : search(path)) add(file);
  }
  return files;
}

FileText read_scenario_file(const std::string& path) {
  const bool from_input = path == standard_input;
  const int descriptor = from_input ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return {"", std::generic_category().message(errno)};
  FileText file;
  try {
    file.text = read_all(descriptor, scenario::ReadLimits{}.bytes + 1);
  } catch (const std::system_error& error) {
    file.problem = error.code().message();
  }
  if (!from_input) ::close(descriptor);
  return file;
}

}  // namespace vtime::tool
