/// Patterns with wildcards, for `--filter`.
#pragma once

#include <string_view>

namespace vtime::tool {

/// Whether `pattern` matches all of `text`: `*` stands for any characters, `?` for one, `[a-z]` for one of these and
/// `[!a-z]` for another, a backslash takes the next character as it is. A `[` that is not closed is itself.
/// Characters are code points; case matters; nothing depends on the locale.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace vtime::tool
