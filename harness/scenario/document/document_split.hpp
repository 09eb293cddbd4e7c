/// What can be said of a YAML text before it is parsed: its characters, and where its documents begin and end.
#pragma once

#include <vector>

#include "scenario/expression/text_reporter.hpp"

namespace vtime::scenario {

/// The stretch of one document, from its `---` or first line to the next `---`, `...` or the end.
struct DocumentStretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Whether all characters are what YAML allows: UTF-8 (a byte order mark only at the start), no control characters but
/// tabs and line breaks. Reports what isn't.
bool check_characters(TextReporter& reporter);

/// Cuts the text at its document markers. yaml-cpp takes leftovers of one document for the next; given one document at
/// a time it can't, and a mistake in one leaves the others readable. Directives are checked here and left out.
std::vector<DocumentStretch> split_documents(TextReporter& reporter);

}  // namespace vtime::scenario
