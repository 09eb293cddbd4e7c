#include "scenario/resolver_support.hpp"

#include "scenario/tree_text.hpp"

namespace vtime::scenario {

LoadedFile load_rest(const std::string& rest) {
  return load("test.yaml", "scenario: t\n" + rest + (rest.find("script:") == std::string::npos ? "script: []\n" : ""));
}

std::vector<std::string> diagnostics_of(const std::string& rest) {
  const LoadedFile file = load_rest(rest);
  std::vector<std::string> texts;
  for (const Diagnostic& diagnostic : file.diagnostics) texts.push_back(short_text(diagnostic));
  return texts;
}

}  // namespace vtime::scenario
