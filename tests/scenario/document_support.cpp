#include "scenario/document_support.hpp"

#include <gtest/gtest.h>

namespace vtime::scenario {

SourceFile read_well(const std::string& text) {
  Diagnostics diagnostics;
  SourceFile file = read_documents("a.yaml", text, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics) ADD_FAILURE() << render(diagnostic, text);
  return file;
}

std::string complaints(const std::string& text, const ReadLimits& limits) {
  Diagnostics diagnostics;
  read_documents("a.yaml", text, diagnostics, limits);
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics) {
    result += std::to_string(diagnostic.where.begin.line) + ":" + std::to_string(diagnostic.where.begin.column) + ": " +
              diagnostic.message + " [" + diagnostic.help + "]\n";
  }
  return result;
}

}  // namespace vtime::scenario
