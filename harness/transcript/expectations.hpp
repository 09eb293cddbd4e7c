/// What must be seen of a run. Patterns come in as predicates: this storey knows no regular expressions and no YAML.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "vtime/duration.hpp"
#include "vtime/line.hpp"

namespace vtime {

/// Where an expectation stands in its file: lines and columns from 1, bytes from 0, `end` not included. All 0 for one
/// that comes from C++.
struct Origin {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A text (the whole line) or a predicate shown as `text`.
struct Pattern {
  std::string text;                                 ///< the text, or the source of the regular expression
  std::function<bool(std::string_view)> predicate;  ///< empty: the line equals `text`
  Origin origin;

  bool matches(std::string_view line) const { return predicate ? predicate(line) : line == text; }
};

/// The times at which a line may appear, ends included.
struct Window {
  Duration least{};
  Duration most{};

  bool contains(Duration at) const { return least <= at && at <= most; }
  friend bool operator==(const Window&, const Window&) = default;
};

struct ExpectedLine {
  LineKind kind = LineKind::log;
  std::optional<Window> time;  ///< none: at any time
  Pattern pattern;
  Origin origin;

  bool matches(const Line& line) const;
};

/// These lines, in any order.
struct AnyOrder {
  std::vector<ExpectedLine> lines;
  Origin origin;
};

/// `...`: any lines, none included.
struct AnyLines {
  Origin origin;
};

using ExpectedItem = std::variant<ExpectedLine, AnyOrder, AnyLines>;

struct OrderRule {
  Pattern first;
  Pattern second;
  Origin origin;
};

struct WithinRule {
  Pattern from;
  Pattern to;
  Duration at_most{};
  Origin origin;
};

struct CountRule {
  Pattern line;
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  Origin origin;
};

template <typename T>
struct Located {
  T value;
  Origin origin;
};

/// A scenario's `expect`. What is not set is not checked.
struct Expectations {
  std::optional<std::vector<ExpectedItem>> transcript;
  std::vector<Pattern> never;
  std::vector<OrderRule> order;
  std::vector<WithinRule> within;
  std::vector<CountRule> count;
  std::optional<Located<Duration>> ends_at;
  std::optional<Located<std::vector<std::string>>> pending;

  /// Whether anything is checked at all; a run without is unchecked, which is no pass.
  bool empty() const;
};

}  // namespace vtime
