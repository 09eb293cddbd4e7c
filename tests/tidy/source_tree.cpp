#include "tidy/source_tree.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace vtime::tidy {
namespace {

namespace fs = std::filesystem;

bool belongs(const fs::path& entry) {
  const std::string name = entry.filename().string();
  return name.rfind("build", 0) != 0 && name != ".git" && name != ".cache" && name != "compile_commands.json";
}

void collect(const fs::path& folder, std::vector<SourceFile>& files) {
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!belongs(entry.path())) continue;
    if (entry.is_directory()) {
      collect(entry.path(), files);
    } else {
      const std::string path = fs::relative(entry.path(), root()).generic_string();
      files.push_back({path, read_file(path)});
    }
  }
}

}  // namespace

std::vector<std::string> SourceFile::lines() const {
  std::vector<std::string> result;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) result.push_back(line);
  return result;
}

std::string root() { return VTIME_SOURCE_DIR; }

const std::vector<SourceFile>& source_tree() {
  static const std::vector<SourceFile> tree = [] {
    std::vector<SourceFile> files;
    collect(root(), files);
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return files;
  }();
  return tree;
}

std::vector<SourceFile> files_in(const std::string& folder, const std::vector<std::string>& endings) {
  std::vector<SourceFile> result;
  for (const SourceFile& file : source_tree()) {
    const bool matches = std::any_of(endings.begin(), endings.end(), [&](const auto& end) {
      return file.path.size() >= end.size() && file.path.compare(file.path.size() - end.size(), end.size(), end) == 0;
    });
    if (file.path.rfind(folder, 0) == 0 && matches) result.push_back(file);
  }
  return result;
}

std::vector<SourceFile> cpp_files_in(const std::string& folder) { return files_in(folder, {".cpp", ".hpp"}); }

bool file_exists(const std::string& path) { return fs::exists(fs::path(root()) / path); }

std::string read_file(const std::string& path) {
  std::ifstream stream(fs::path(root()) / path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream stream(fs::path(root()) / path, std::ios::binary);
  stream << text;
  if (!stream.flush()) throw std::runtime_error("cannot write " + path);
}

std::string place(const SourceFile& file, std::size_t index, const std::string& line) {
  return file.path + ":" + std::to_string(index + 1) + ": " + line;
}

}  // namespace vtime::tidy
