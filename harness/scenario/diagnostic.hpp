/// What is wrong with a scenario file, where, and what to do about it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vtime::scenario {

/// A place in a text: lines and columns from 1 (columns count code points), offset in bytes from 0.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::size_t offset = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// A stretch of a text, `end` not included.
struct Span {
  Position begin;
  Position end;
};

enum class Severity : std::uint8_t { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;
  Span where;
  std::string message;  ///< what is wrong and why, one line without a full stop
  std::string help;     ///< what to do: "did you mean 'set_timeout'?"; may be empty
};

/// The mistakes of one file, kept in the order of their places.
using Diagnostics = std::vector<Diagnostic>;

bool has_errors(const Diagnostics& diagnostics);

/// Sorts by place; what stands at one place keeps its order.
void sort_by_place(Diagnostics& diagnostics);

/// `file:line:column: error: message`, the line of `source` with its number, a caret line, and `  help: ...`, each with
/// a line break. Tabs and long lines are shown so that the caret stands under the place; nothing in the texts can
/// control a terminal.
std::string render(const Diagnostic& diagnostic, std::string_view source);

/// The candidate nearest to `name` by edits, or "" where none is near enough to be meant.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace vtime::scenario
