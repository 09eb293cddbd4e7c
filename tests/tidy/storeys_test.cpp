// The house stands: a storey includes only storeys below it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "tidy/source_tree.hpp"

namespace vtime::tidy {
namespace {

using ::testing::IsEmpty;

/// From the ground up; the tools stand on top of all.
const std::vector<std::string>& storeys() {
  static const std::vector<std::string> names = {
      "time",     "loop",    "task",  "trace",  "transcript", "asio", "scenario/models",
      "scenario", "explore", "gtest", "report", "tools"};
  return names;
}

/// The storey of each public header, and of each folder of them. A new header gets a line here.
const std::map<std::string, std::string>& public_headers() {
  static const std::map<std::string, std::string> headers = {
      // clang-format off
      {"clock", "time"},
      {"duration", "time"},
      {"error", "time"},
      {"event_id", "time"},
      {"label", "time"},
      {"moment", "time"},
      {"place", "time"},
      {"range", "time"},
      {"site", "time"},
      {"wall_clock", "time"},
      {"callback", "loop"},
      {"choices", "loop"},
      {"chooser", "loop"},
      {"counting_chooser", "loop"},
      {"current_loop", "loop"},
      {"enumerating_chooser", "loop"},
      {"event_loop", "loop"},
      {"limits", "loop"},
      {"loop/", "loop"},
      {"loop_clock", "loop"},
      {"random", "loop"},
      {"recorder", "loop"},
      {"recording_chooser", "loop"},
      {"replay_chooser", "loop"},
      {"scheduler", "loop"},
      {"seeded_chooser", "loop"},
      {"shuffle_chooser", "loop"},
      {"steady_loop", "loop"},
      {"timer", "loop"},
      {"timer_traits", "loop"},
      {"cancelled", "task"},
      {"channel", "task"},
      {"channel_closed", "task"},
      {"coroutines", "task"},
      {"deadlock_error", "task"},
      {"event", "task"},
      {"mutex", "task"},
      {"sleep", "task"},
      {"spawn", "task"},
      {"spawned", "task"},
      {"task", "task"},
      {"task/", "task"},
      {"timed_out", "task"},
      {"waiting_coroutines", "task"},
      {"when_all", "task"},
      {"when_any", "task"},
      {"with_timeout", "task"},
      {"line", "transcript"},
      {"transcript", "transcript"},
      {"asio", "asio"},
      {"asio/", "asio"},
      {"bindings", "scenario"},
      {"call", "scenario"},
      {"plugin", "scenario"},
      {"callback_error", "scenario"},
      {"value", "scenario"},
      {"gtest", "gtest"},
      {"gtest/", "gtest"},
      {"task/", "task"},
      // clang-format on
  };
  return headers;
}

/// Where each library from outside may be seen; the standard library and fmt may be seen everywhere.
const std::map<std::string, std::string>& outside_libraries() {
  static const std::map<std::string, std::string> libraries = {
      {"yaml-cpp", "scenario"}, {"re2", "scenario"}, {"nlohmann", "scenario"}, {"boost", "asio"},
      {"asio", "asio"},         {"gtest", "gtest"},  {"gmock", "gtest"}};
  return libraries;
}

std::size_t height(const std::string& storey) {
  const auto found = std::find(storeys().begin(), storeys().end(), storey);
  EXPECT_NE(found, storeys().end()) << storey << " is no storey";
  return static_cast<std::size_t>(found - storeys().begin());
}

bool starts_with(const std::string& text, const std::string& start) { return text.rfind(start, 0) == 0; }

/// The storey that a path below harness/ lies in; the longest match decides.
std::optional<std::string> storey_of(const std::string& path) {
  std::optional<std::string> best;
  for (const std::string& storey : storeys()) {
    if (starts_with(path, storey + "/") && (!best || storey.size() > best->size())) best = storey;
  }
  return best;
}

std::optional<std::string> storey_of_public(const std::string& header) {
  const auto slash = header.find('/');
  const auto end = slash == std::string::npos ? header.rfind('.') : slash + 1;
  const auto found = public_headers().find(header.substr(0, end));
  return found == public_headers().end() ? std::nullopt : std::optional(found->second);
}

/// The storey of a file of the repository; none for tests.
std::optional<std::string> storey_of_file(const std::string& path) {
  if (starts_with(path, "harness/")) return storey_of(path.substr(8));
  if (starts_with(path, "include/vtime/")) return storey_of_public(path.substr(14));
  if (starts_with(path, "tools/")) return "tools";
  return std::nullopt;
}

struct Include {
  std::string place;
  std::string from;  ///< the storey
  std::string name;
  bool is_quoted;
};

std::vector<Include> includes() {
  static const std::regex form(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
  std::vector<Include> result;
  for (const SourceFile& file : cpp_files_in("")) {
    const auto from = storey_of_file(file.path);
    if (!from) continue;
    const auto lines = file.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(lines[i], match, form)) continue;
      result.push_back({place(file, i, lines[i]), *from, match[2], match[1] == "\""});
    }
  }
  return result;
}

TEST(Storeys, EveryFileLiesInOne) {
  std::vector<std::string> homeless;
  for (const char* folder : {"harness/", "include/"}) {
    for (const SourceFile& file : cpp_files_in(folder)) {
      if (!storey_of_file(file.path)) homeless.push_back(file.path);
    }
  }
  EXPECT_THAT(homeless, IsEmpty()) << "name the storey of each of them in tests/tidy/storeys_test.cpp";
}

TEST(Storeys, IncludeOnlyWhatIsBelow) {
  std::vector<std::string> upwards;
  for (const Include& include : includes()) {
    if (!include.is_quoted) continue;
    const auto to =
        starts_with(include.name, "vtime/") ? storey_of_public(include.name.substr(6)) : storey_of(include.name);
    if (to && height(*to) > height(include.from)) upwards.push_back(include.place);
  }
  EXPECT_THAT(upwards, IsEmpty());
}

TEST(Storeys, TheTranscriptAndTheReportsKnowNothingOfLoops) {
  std::vector<std::string> knowing;
  for (const Include& include : includes()) {
    const bool above = include.from == "transcript" || include.from == "report";
    if (above && starts_with(include.name, "loop/")) knowing.push_back(include.place);
  }
  EXPECT_THAT(knowing, IsEmpty());
}

TEST(Storeys, PublicHeadersIncludeNothingInternal) {
  std::vector<std::string> internal;
  for (const SourceFile& file : cpp_files_in("include/")) {
    const auto lines = file.lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].find("#include \"") == 0 && lines[i].find("#include \"vtime/") != 0) {
        internal.push_back(place(file, i, lines[i]));
      }
    }
  }
  EXPECT_THAT(internal, IsEmpty());
}

TEST(Storeys, SeeOnlyTheLibrariesThatAreTheirs) {
  std::vector<std::string> strangers;
  for (const Include& include : includes()) {
    const std::string library = include.name.substr(0, include.name.find('/'));
    const auto home = outside_libraries().find(library);
    if (home != outside_libraries().end() && height(include.from) < height(home->second)) {
      strangers.push_back(include.place);
    }
  }
  EXPECT_THAT(strangers, IsEmpty());
}

TEST(Storeys, IncludesAreWrittenFromARoot) {
  std::vector<std::string> relative;
  for (const Include& include : includes()) {
    if (include.is_quoted && include.name.find("..") != std::string::npos) relative.push_back(include.place);
  }
  EXPECT_THAT(relative, IsEmpty());
}

}  // namespace
}  // namespace vtime::tidy
