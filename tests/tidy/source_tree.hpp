/// The files of this repository, as the tests of its own rules read them.
#pragma once

#include <string>
#include <vector>

namespace vtime::tidy {

struct SourceFile {
  std::string path;  ///< from the root, with `/`
  std::string text;

  std::vector<std::string> lines() const;
};

/// The root of the repository.
std::string root();

/// What the repository consists of, sorted by path: build folders and the like left out.
const std::vector<SourceFile>& source_tree();

/// Those below `folder` (`tests/`; "" for all) whose names end in one of `endings`.
std::vector<SourceFile> files_in(const std::string& folder, const std::vector<std::string>& endings);

/// The C++ files below `folder`.
std::vector<SourceFile> cpp_files_in(const std::string& folder);

bool file_exists(const std::string& path);
std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

/// `path:number: line`, as an editor finds it.
std::string place(const SourceFile& file, std::size_t index, const std::string& line);

}  // namespace vtime::tidy
