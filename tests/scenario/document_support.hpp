/// Reading documents in tests.
#pragma once

#include <string>

#include "scenario/document/document.hpp"

namespace vtime::scenario {

/// Reads what must be read without a complaint.
SourceFile read_well(const std::string& text);

/// Everything that is complained of, each as "line:column: message [help]" with a line break.
std::string complaints(const std::string& text, const ReadLimits& limits = {});

}  // namespace vtime::scenario
