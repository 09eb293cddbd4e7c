#include "vtime/gtest/register_scenarios.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "gtest/scenarios/scenario_failure.hpp"
#include "gtest/scenarios/test_names.hpp"
#include "scenario/diagnostic.hpp"
#include "scenario/scenario.hpp"

namespace vtime {
namespace {

namespace fs = std::filesystem;

/// A test case that tells why it fails; "" when it passes.
struct Case {
  std::string suite;
  std::string name;
  std::string file;
  std::uint32_t line = 0;
  std::function<std::string()> failure;
};

class ScenarioTest : public ::testing::Test {
 public:
  explicit ScenarioTest(std::shared_ptr<const Case> the_case) : case_(std::move(the_case)) {}

  void TestBody() override {
    const std::string failure = case_->failure();
    if (failure.empty()) return;
    ADD_FAILURE_AT(case_->file.c_str(), static_cast<int>(case_->line)) << failure;
  }

 private:
  std::shared_ptr<const Case> case_;
};

void add_test(Case the_case) {
  auto shared = std::make_shared<const Case>(std::move(the_case));
  ::testing::RegisterTest(shared->suite.c_str(), shared->name.c_str(), nullptr, nullptr, shared->file.c_str(),
                          static_cast<int>(shared->line),
                          [shared]() -> ScenarioTest* { return new ScenarioTest(shared); });  // NOLINT: it takes it
}

/// The scenario files below `directory`, as paths in it, in byte order. Sets `problem` when it can't be searched.
std::vector<std::string> files_in(const fs::path& directory, std::error_code& problem) {
  std::vector<std::string> files;
  fs::recursive_directory_iterator entry(directory, problem);
  for (; !problem && entry != fs::recursive_directory_iterator(); entry.increment(problem)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden && entry->is_directory()) entry.disable_recursion_pending();
    const std::string extension = entry->path().extension().string();
    if (hidden || entry->is_directory() || (extension != ".yaml" && extension != ".yml")) continue;
    files.push_back(entry->path().lexically_relative(directory).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string mistakes(const scenario::LoadedFile& file) {
  std::string text;
  for (const scenario::Diagnostic& diagnostic : file.diagnostics) text += render(diagnostic, file.source->text);
  return text.empty() ? "no scenario is in this file" : text;
}

/// Registers the scenarios of files.
class Registration {
 public:
  Registration(fs::path directory, MakeBindings bindings)
      : directory_(std::move(directory)), bindings_(std::make_shared<const MakeBindings>(std::move(bindings))) {}

  void add_file(const std::string& path);

 private:
  void add(const std::string& path, std::string_view title, std::uint32_t line, std::function<std::string()> failure) {
    std::string suite = suite_name(path);
    std::string name = names_.take(suite, title);
    add_test({std::move(suite), std::move(name), (directory_ / path).string(), line, std::move(failure)});
  }

  fs::path directory_;
  std::shared_ptr<const MakeBindings> bindings_;
  TestNames names_;
};

void Registration::add_file(const std::string& path) {
  std::ifstream stream(directory_ / path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  if (!stream) return add(path, "can be read", 1, [] { return std::string("the file can't be read"); });
  const scenario::LoadedFile file = scenario::load(path, text.str());
  for (const auto& scenario : file.scenarios) {
    add(path, scenario->title, scenario->place.line,
        [scenario, bindings = bindings_] { return scenario_failure(*scenario, *bindings); });
  }
  if (!file.scenarios.empty()) return;
  const std::uint32_t line = file.diagnostics.empty() ? 1 : file.diagnostics.front().where.begin.line;
  add(path, "is a scenario file", line, [told = mistakes(file)] { return told; });
}

void add_failure(const std::string& directory, const std::string& problem, const Place& place) {
  const std::string told = "vtime::register_scenarios: " + problem + ": " + directory +
                           (fs::path(directory).is_absolute() ? "" : " in " + fs::current_path().string());
  add_test({"scenario", TestNames().take("scenario", directory), place.file, place.line, [told] { return told; }});
}

}  // namespace

void register_scenarios(const std::string& directory, MakeBindings bindings, Place place) {
  std::error_code problem;
  const std::vector<std::string> files = files_in(directory, problem);
  if (problem) return add_failure(directory, "the directory can't be read (" + problem.message() + ")", place);
  if (files.empty()) return add_failure(directory, "no *.yaml or *.yml file is in the directory", place);
  Registration registration(directory, std::move(bindings));
  for (const std::string& file : files) registration.add_file(file);
}

void register_scenarios(const std::string& directory, Bindings bindings, Place place) {
  register_scenarios(
      directory,
      [shared = std::make_shared<const Bindings>(std::move(bindings))](Bindings& run, Scheduler&) {
        run.include(*shared);
      },
      place);
}

}  // namespace vtime
