#include "scenario/expression_support.hpp"

#include <gtest/gtest.h>

#include "scenario/document/document.hpp"
#include "scenario/tree_text.hpp"

namespace vtime::scenario {

std::string read(Parse parse, const std::string& yaml) {
  Diagnostics diagnostics;
  const SourceFile file = read_documents("test.yaml", yaml, diagnostics);
  std::string text;
  if (!file.documents.empty()) {
    const Node& root = *file.documents.front().root;
    text = tree_text(parse(root.is_list() ? *root.items.front() : root, ReadContext{file, diagnostics}));
  }
  if (diagnostics.empty()) return text;
  EXPECT_TRUE(!has_errors(diagnostics) || text == "none" || text.empty()) << "an error leaves no tree";
  text.clear();
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += '\n';
    text += short_text(diagnostic);
  }
  return text;
}

}  // namespace vtime::scenario
