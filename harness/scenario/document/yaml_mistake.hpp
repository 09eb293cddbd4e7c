/// yaml-cpp's errors in plain words, with what to do about them.
#pragma once

#include <string_view>

#include "scenario/document/tree_builder.hpp"

namespace vtime::scenario {

/// Reports the error `message` that yaml-cpp gave at byte `at` while it filled `builder`.
void report_yaml_mistake(TextReporter& reporter, const TreeBuilder& builder, std::string_view message, std::size_t at,
                         std::size_t document_end);

}  // namespace vtime::scenario
