/// Short ways to write expectations and lines in tests.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime::testing {

inline Duration ms(std::int64_t count) { return std::chrono::milliseconds(count); }

inline Line line(std::int64_t at_ms, std::string text, LineKind kind = LineKind::log) {
  Line result;
  result.at = ms(at_ms);
  result.kind = kind;
  result.text = std::move(text);
  return result;
}

/// Lines at 0ms, one for each word.
std::vector<Line> lines_of(std::string_view words);

inline ExpectedLine text(std::string wanted, LineKind kind = LineKind::log) {
  ExpectedLine result;
  result.kind = kind;
  result.pattern.text = std::move(wanted);
  return result;
}

inline ExpectedLine text_at(std::int64_t at_ms, std::string wanted, LineKind kind = LineKind::log) {
  ExpectedLine result = text(std::move(wanted), kind);
  result.time = Window{ms(at_ms), ms(at_ms)};
  return result;
}

inline ExpectedLine text_within(std::int64_t least_ms, std::int64_t most_ms, std::string wanted) {
  ExpectedLine result = text(std::move(wanted));
  result.time = Window{ms(least_ms), ms(most_ms)};
  return result;
}

/// A line that holds `part`, shown as a regular expression would be.
Pattern containing(std::string part);
ExpectedLine line_containing(std::string part);

AnyOrder any_order(std::vector<ExpectedLine> lines);

/// Items from words: `...` for any lines, `(a b)` for an any_order, `x*` for a pattern that finds `x`,
/// `*` for one that matches every line.
std::vector<ExpectedItem> items_of(std::string_view words);

/// Gives the entries the places they would have in a file, one line each from `line` on.
void number(std::vector<ExpectedItem>& items, std::uint32_t line);

/// An alignment as text: `=a` met, `-a` missing, `+a` extra, `.a` taken by `...`, `!` behind the rows of a pair whose
/// times differ and `~` behind those whose texts differ.
std::string shown(const std::vector<DiffRow>& rows, const std::vector<ExpectedItem>& items,
                  const std::vector<Line>& lines);

}  // namespace vtime::testing
