/// A place in a source text: of a C++ program or of a scenario file.
///
///     void Client::retry(vtime::Place caller = vtime::Place::here()) {
///       scheduler_.schedule_after(100ms, [this] { attempt(); }, {}, caller);  // reports name the caller's line
///     }
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vtime {

/// Where something was written. `file` must live as long as the place is used: a literal, or the name kept by the
/// loaded scenario. `column` is 0 when it is not known.
///
/// clang 14 has no std::source_location with this standard library, hence the builtins.
struct Place {
  const char* file = "";
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  /// The caller's place, as a default argument.
  static constexpr Place here(const char* file = __builtin_FILE(), std::uint32_t line = __builtin_LINE()) {
    return Place{file, line, 0};
  }
  /// By the text of the file name: one name may lie at several addresses.
  friend constexpr bool operator==(const Place& left, const Place& right) {
    return left.line == right.line && left.column == right.column &&
           (left.file == right.file || std::string_view(left.file) == right.file);
  }
};

/// `file:line`, or `file:line:column` where the column is known.
std::string to_text(const Place& place);

}  // namespace vtime
