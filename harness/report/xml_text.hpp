/// Text as XML 1.0 can hold it: escaped, and characters that XML has no way to write (control characters, U+FFFE,
/// U+FFFF) replaced by U+FFFD.
#pragma once

#include <string>
#include <string_view>

namespace vtime::report {

/// For the content of an element: line breaks and tabs stay.
std::string xml_content(std::string_view text);

/// For a value in double quotes: a reader gets line breaks and tabs back as they were.
std::string xml_attribute(std::string_view text);

}  // namespace vtime::report
