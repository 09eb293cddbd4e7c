/// Where the parts of a YAML text end: yaml-cpp tells only where they begin. All offsets are bytes of `text`, which is
/// known to be well-formed up to there.
#pragma once

#include <optional>
#include <string_view>

namespace vtime::scenario {

/// What may stand between the words of a line.
constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Skips blanks, line breaks and comments.
std::size_t skip_space(std::string_view text, std::size_t at);

/// The end of the name of an anchor or alias that begins (with its `&` or `*`) at `begin`.
std::size_t end_of_name(std::string_view text, std::size_t begin);

/// What may stand before a node: an anchor, a tag.
struct Properties {
  std::size_t end = 0;             ///< of the last of them
  std::size_t content = 0;         ///< where the node itself begins
  std::optional<std::size_t> tag;  ///< where a tag begins
};
Properties read_properties(std::string_view text, std::size_t begin);

/// The end of a quoted scalar, its closing quote included; none when it is never closed.
std::optional<std::size_t> end_of_quoted(std::string_view text, std::size_t begin);

/// The end of a plain scalar that was read as `value`, which may go over several lines.
std::size_t end_of_plain(std::string_view text, std::size_t begin, std::string_view value);

/// The end of the last line with text of a block scalar (`|`, `>`) that was read as `value`, its line break not
/// included.
std::size_t end_of_block_scalar(std::string_view text, std::size_t begin, std::string_view value);

/// The end of the list or map in brackets whose last child ends at `at`, its closing bracket included.
std::size_t end_of_flow(std::string_view text, std::size_t at);

/// Whether one of the words for null stands at `at`, as a value (`is_key` false) or as a key before its `:`.
bool has_null_word(std::string_view text, std::size_t at, bool is_key);

}  // namespace vtime::scenario
