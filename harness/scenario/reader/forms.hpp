/// What the values of keys look like, in words: for diagnostics, the JSON Schema and the documentation.
#pragma once

#include <string>
#include <string_view>

#include "scenario/document/document.hpp"
#include "scenario/reader/keys.hpp"

namespace vtime::scenario {

struct FormText {
  std::string_view what;     ///< "a whole number"
  std::string_view example;  ///< what may stand behind the key: "42"
};

/// How `form` is described.
FormText describe(Form form);

/// What stands in `node`: "a list", "nothing", "the text 'abc'".
std::string describe(const Node& node);

}  // namespace vtime::scenario
