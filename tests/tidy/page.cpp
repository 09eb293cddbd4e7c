#include "tidy/page.hpp"

#include <algorithm>
#include <cctype>
#include <regex>
#include <stdexcept>

namespace vtime::tidy {
namespace {

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::vector<std::string> without_common_indentation(std::vector<std::string> lines) {
  std::size_t common = std::string::npos;
  for (const std::string& line : lines) {
    if (!line.empty()) common = std::min(common, line.find_first_not_of(' '));
  }
  for (std::string& line : lines) {
    if (!line.empty() && common != std::string::npos) line.erase(0, common);
  }
  return lines;
}

/// The line, its indentation taken off.
std::string stripped(const std::string& line) {
  const auto begin = line.find_first_not_of(' ');
  return begin == std::string::npos ? "" : line.substr(begin);
}

/// The lines that begin and end a region: `# [name]` in scenarios and CMake files, `// begin: name` in C++.
struct RegionMarks {
  std::string begin;
  std::string end;
};

RegionMarks region_marks(const std::string& path, const std::string& region) {
  const std::string ending = path.substr(path.rfind('.') + 1);
  if (ending == "cpp" || ending == "hpp") return {"// begin: " + region, "// end: " + region};
  return {"# [" + region + "]", "# [/" + region + "]"};
}

/// Whether the line marks the begin or end of any region of a C++ file.
bool is_mark(const std::string& line) {
  const std::string text = stripped(line);
  return text.rfind("// begin: ", 0) == 0 || text.rfind("// end: ", 0) == 0;
}

std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || c == '-' || c == '_') anchor += static_cast<char>(std::tolower(byte));
    if (c == ' ') anchor += '-';
  }
  return anchor;
}

}  // namespace

Page::Page(SourceFile file) : file_(std::move(file)) {
  static const std::regex marker(R"(^<!-- file: (\S+) -->$)");
  const auto lines = file_.lines();
  bool inside = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].rfind("```", 0) == 0) {
      inside = !inside;
      if (!inside) continue;
      Snippet snippet{i + 1, lines[i].substr(3), std::nullopt, ""};
      std::smatch match;
      if (i > 0 && std::regex_match(lines[i - 1], match, marker)) snippet.source = match[1];
      snippets_.push_back(snippet);
    } else if (inside) {
      snippets_.back().text += lines[i] + "\n";
    }
  }
}

std::vector<std::string> Page::links() const {
  static const std::regex form(R"(\]\(([^)\s]+)\))");
  std::vector<std::string> result;
  for (std::sregex_iterator match(file_.text.begin(), file_.text.end(), form), end; match != end; ++match) {
    const std::string target = (*match)[1];
    if (target.find("://") == std::string::npos) result.push_back(target);
  }
  return result;
}

std::vector<std::string> Page::anchors() const {
  std::vector<std::string> result;
  for (const std::string& line : file_.lines()) {
    const auto text = line.find_first_not_of('#');
    if (text != 0 && text != std::string::npos && line[text] == ' ') result.push_back(anchor_of(line.substr(text + 1)));
  }
  return result;
}

std::string Page::with_texts(const std::vector<std::string>& texts) const {
  std::string result;
  std::size_t next = 0;
  bool inside = false;
  for (const std::string& line : file_.lines()) {
    const bool is_fence = line.rfind("```", 0) == 0;
    if (!inside || is_fence) result += line + "\n";
    if (!is_fence) continue;
    inside = !inside;
    if (inside) result += texts.at(next++);
  }
  return result;
}

std::vector<Page> pages() {
  std::vector<Page> result;
  for (const SourceFile& file : files_in("", {".md"})) {
    const bool is_doc = file.path.rfind("docs/", 0) == 0;
    if (is_doc || file.path == "README.md" || file.path == "CONTRIBUTING.md") result.emplace_back(file);
  }
  return result;
}

std::string source_text(const std::string& source) {
  const auto hash = source.find('#');
  const SourceFile file{source.substr(0, hash), read_file(source.substr(0, hash))};
  std::vector<std::string> lines;
  if (hash == std::string::npos) {
    for (const std::string& line : file.lines()) {
      if (!is_mark(line)) lines.push_back(line);
    }
    return joined(lines);
  }
  const std::string region = source.substr(hash + 1);
  const RegionMarks marks = region_marks(file.path, region);
  bool inside = false;
  bool found = false;
  for (const std::string& line : file.lines()) {
    const std::string text = stripped(line);
    if (text == marks.end) inside = false;
    if (inside && !is_mark(line)) lines.push_back(line);
    if (text == marks.begin) inside = found = true;
  }
  if (!found) throw std::runtime_error("no region '" + region + "' in " + file.path);
  if (inside) throw std::runtime_error("the region '" + region + "' in " + file.path + " has no end");
  return joined(without_common_indentation(lines));
}

}  // namespace vtime::tidy
