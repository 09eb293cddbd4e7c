/// The program of a scenario for JavaScript engines.
#pragma once

#include <string>

namespace vtime::bench {

/// `text` is a scenario file with one scenario; gives the body of a function of `rt`, as to_javascript() describes it.
std::string exported_program(const std::string& text);

}  // namespace vtime::bench
