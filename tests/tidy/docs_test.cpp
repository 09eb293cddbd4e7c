// What the documentation shows is what the files hold and what the program prints.
//
// With VTIME_UPDATE_DOCS set in the environment, the pages are rewritten instead.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "tidy/page.hpp"

namespace vtime::tidy {
namespace {

using ::testing::IsEmpty;

/// Everything that the shell command prints when it runs in the root of the repository, in a bare environment.
std::string output_of(const std::string& command) {
  std::string quoted;
  for (const char c : command) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  const std::string line = "cd '" + root() + "' && env -i PATH='" + VTIME_COMMAND_DIR + "':/usr/bin:/bin sh -c '" +
                           quoted + "' 2>&1 < /dev/null";
  FILE* pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::string output;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
  pclose(pipe);
  if (!output.empty() && output.back() != '\n') output += '\n';
  return output;
}

/// A block of commands, each behind `$ `, with what they print now.
std::string console_text(const std::string& text) {
  std::string result;
  for (const std::string& line : SourceFile{"", text}.lines()) {
    if (line.rfind("$ ", 0) == 0) result += line + "\n" + output_of(line.substr(2));
  }
  return result;
}

/// What a snippet must say.
std::string due_text(const Snippet& snippet) {
  if (snippet.source) return source_text(*snippet.source);
  if (snippet.language == "console") return console_text(snippet.text);
  return snippet.text;
}

TEST(Docs, SnippetsSayWhatTheirSourcesSay) {
  const bool updates = std::getenv("VTIME_UPDATE_DOCS") != nullptr;
  for (const Page& page : pages()) {
    std::vector<std::string> texts;
    for (const Snippet& snippet : page.snippets()) {
      texts.push_back(due_text(snippet));
      if (updates) continue;
      EXPECT_EQ(snippet.text, texts.back()) << page.path() << ":" << snippet.line;
    }
    if (updates) write_file(page.path(), page.with_texts(texts));
  }
}

TEST(Docs, SnippetsOfTheLanguageComeFromFilesThatTestsRun) {
  std::vector<std::string> homeless;
  for (const Page& page : pages()) {
    for (const Snippet& snippet : page.snippets()) {
      const bool is_free = snippet.language == "console" || snippet.language == "text" || snippet.language == "sh";
      if (!snippet.source && !is_free) homeless.push_back(page.path() + ":" + std::to_string(snippet.line));
    }
  }
  EXPECT_THAT(homeless, IsEmpty()) << "put <!-- file: PATH --> in the line above";
}

TEST(Docs, SnippetsComeFromFoldersWhoseFilesAreRun) {
  std::vector<std::string> unrun;
  for (const Page& page : pages()) {
    for (const Snippet& snippet : page.snippets()) {
      const std::string source = snippet.source.value_or("docs/examples/");
      const auto is_below = [&](const char* folder) { return source.rfind(folder, 0) == 0; };
      const std::vector<const char*> run = {"scenarios/", "docs/examples/", "docs/mistakes/", "tests/", "examples/"};
      if (std::none_of(run.begin(), run.end(), is_below)) unrun.push_back(page.path() + ": " + source);
    }
  }
  EXPECT_THAT(unrun, IsEmpty());
}

TEST(Docs, MistakesAreShownWithWhatTheProgramSaysToThem) {
  std::string shown;
  for (const Page& page : pages()) {
    for (const Snippet& snippet : page.snippets()) {
      if (snippet.language == "console") shown += snippet.text;
    }
  }
  std::vector<std::string> unused;
  for (const SourceFile& file : files_in("docs/mistakes/", {""})) {
    if (shown.find(file.path) == std::string::npos) unused.push_back(file.path);
  }
  EXPECT_THAT(unused, IsEmpty());
}

TEST(Docs, LinksLeadSomewhere) {
  std::map<std::string, std::vector<std::string>> anchors;
  for (const Page& page : pages()) anchors[page.path()] = page.anchors();
  std::vector<std::string> broken;
  for (const Page& page : pages()) {
    const std::string folder = page.path().substr(0, page.path().rfind('/') + 1);
    for (const std::string& link : page.links()) {
      const auto hash = link.find('#');
      std::string path = hash == 0 ? page.path() : folder + link.substr(0, hash);
      if (path.rfind("docs/../", 0) == 0) path.erase(0, 8);
      const auto& known = anchors[path];
      const bool has_anchor =
          hash == std::string::npos || std::find(known.begin(), known.end(), link.substr(hash + 1)) != known.end();
      if (!file_exists(path) || !has_anchor) broken.push_back(page.path() + ": " + link);
    }
  }
  EXPECT_THAT(broken, IsEmpty());
}

}  // namespace
}  // namespace vtime::tidy
