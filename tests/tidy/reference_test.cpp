// The pages name everything that the reader knows.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "scenario/expression/builtins.hpp"
#include "scenario/reader/keys.hpp"
#include "tidy/source_tree.hpp"

namespace vtime::tidy {
namespace {

using ::testing::IsEmpty;

/// The words between backquotes in the pages of the reference.
std::set<std::string> words_in_code() {
  static const std::regex code("`[^`\n]+`");
  static const std::regex word("[A-Za-z_]+");
  std::set<std::string> words;
  for (const char* page : {"docs/language.md", "docs/expectations.md", "docs/limits.md"}) {
    const std::string text = read_file(page);
    for (std::sregex_iterator span(text.begin(), text.end(), code), end; span != end; ++span) {
      const std::string quoted = span->str();
      for (std::sregex_iterator found(quoted.begin(), quoted.end(), word); found != end; ++found) {
        words.insert(found->str());
      }
    }
  }
  return words;
}

void expect_named(const std::vector<std::string>& names) {
  const auto words = words_in_code();
  std::vector<std::string> forgotten;
  for (const std::string& name : names) {
    if (words.count(name) == 0) forgotten.push_back(name);
  }
  EXPECT_THAT(forgotten, IsEmpty());
}

TEST(Reference, NamesEveryStatementAndItsOptions) {
  std::vector<std::string> names;
  for (const scenario::Verb& verb : scenario::verbs()) {
    names.emplace_back(verb.key.name);
    for (const scenario::Key& option : verb.options) names.emplace_back(option.name);
  }
  expect_named(names);
}

TEST(Reference, NamesEveryKeyOfAMap) {
  std::vector<std::string> names;
  for (const scenario::MapShape* shape : scenario::all_map_shapes()) {
    for (const scenario::Key& key : shape->keys) names.emplace_back(key.name);
  }
  expect_named(names);
}

TEST(Reference, NamesEveryBuiltIn) {
  const auto builtins = scenario::builtin_names();
  expect_named({builtins.begin(), builtins.end()});
}

}  // namespace
}  // namespace vtime::tidy
