/// Reads the scalars of YAML texts in every way that the language does.
#pragma once

#include <string>

#include "scenario/expression/expression_parser.hpp"

namespace vtime::scenario {

using Parse = ExpressionPtr (*)(const Node&, const ReadContext&);

/// What the scalar of a YAML document is read as: a tree, or its diagnostics.
std::string read(Parse parse, const std::string& yaml);

struct Case {
  std::string written;
  std::string expected;
};

struct Wrong {
  std::string written;
  std::string diagnostic;
};

}  // namespace vtime::scenario
