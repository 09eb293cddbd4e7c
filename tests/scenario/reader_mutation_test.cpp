// Whatever a file holds, loading ends, and what is wrong is said at a place in the file.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "scenario/scenario.hpp"

namespace vtime::scenario {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> shipped_texts() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(VTIME_SCENARIOS)) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const fs::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }

  void change(std::string& text) {
    static const std::vector<std::string> pieces{
        "[",    "]",    "{",      "}",        ":",    ": ",           "- ",          ", ",       "\"",       "'",
        "${",   "\n",   "\n  ",   "#",        "&a ",  "*a",           "!!",          "<<: ",     "...",      "\n---",
        "null", "-1",   "1e999",  "1..2",     "0x1",  "|\n",          "\t",          "\xff",     "do: ",     "log: ",
        "if: ", "as: ", "then: ", "expect: ", "at: ", "matches: '('", "any_order: ", "limits: ", "params: ", "with: "};
    const std::size_t at = below(text.size() + 1);
    const std::size_t length = std::min(below(12), text.size() - at);
    switch (below(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, pieces[below(pieces.size())]);
        break;
      case 2:
        text.replace(at, length, pieces[below(pieces.size())]);
        break;
      default:
        text.insert(at, text.substr(below(text.size() + 1), below(80)));
        break;
    }
  }

 private:
  std::mt19937_64 random_;
};

TEST(Reader, EndsWithAScenarioOrAMistakeAtAPlaceWhateverAFileHolds) {
  const std::vector<std::string> texts = shipped_texts();
  ASSERT_FALSE(texts.empty());
  Mutator mutator(2026);
  for (int round = 0; round < VTIME_MUTATIONS; ++round) {
    std::string text = texts[mutator.below(texts.size())];
    for (std::size_t changes = 1 + mutator.below(4); changes > 0; --changes) mutator.change(text);
    const LoadedFile file = load("test.yaml", text);
    ASSERT_TRUE(!file.scenarios.empty() || has_errors(file.diagnostics)) << text;
    for (const Diagnostic& diagnostic : file.diagnostics) {
      ASSERT_LE(diagnostic.where.begin.offset, diagnostic.where.end.offset) << diagnostic.message << "\n" << text;
      ASSERT_LE(diagnostic.where.end.offset, text.size()) << diagnostic.message << "\n" << text;
      ASSERT_FALSE(diagnostic.message.empty()) << text;
      ASSERT_FALSE(render(diagnostic, file.source->text).empty()) << text;
    }
  }
}

}  // namespace
}  // namespace vtime::scenario
