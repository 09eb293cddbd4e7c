/// From the paths of a command line to the scenario files that they mean, and their text.
#pragma once

#include <string>
#include <vector>

namespace vtime::tool {

/// Files as they are, in the order given; of folders all *.yaml and *.yml below them in byte order of their paths,
/// hidden files and folders excepted. `-` stands for standard input. No path comes twice. Without paths: the folder
/// `scenarios`. Throws UsageError for what does not exist or can't be searched.
std::vector<std::string> find_scenario_files(const std::vector<std::string>& paths);

/// The name of standard input in `find_scenario_files`, and what reports call it.
extern const char* const standard_input;
std::string shown_path(const std::string& path);

/// A file's text, or why it can't be read. At most one byte more than the reader takes is read, so that no endless
/// file fills the memory.
struct FileText {
  std::string text;
  std::string problem;
};
FileText read_scenario_file(const std::string& path);

}  // namespace vtime::tool
