/// The expected transcript as a machine that is fed the lines one by one.
///
///     Automaton automaton(*expectations.transcript);
///     for (const Line& line : lines) {
///       if (!automaton.feed(line)) ...   // whatever follows, it can no longer match
///     }
///     automaton.accepts()                // the lines so far are a whole match
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "transcript/any_order_matcher.hpp"
#include "transcript/expectations.hpp"

namespace vtime {

/// One expected line that may come next: an item of the transcript, and the member of an AnyOrder.
struct NextExpected {
  std::size_t item = 0;
  std::optional<std::size_t> member;
  friend bool operator==(const NextExpected&, const NextExpected&) = default;
};

/// Holds the set of positions that some assignment of `...` and `any_order` has reached: one for a plain list. A line
/// costs as much as there are positions, and those before the last `...` reached are dropped, because that `...` can
/// take whatever they would.
class Automaton {
 public:
  /// `items` must outlive the automaton.
  explicit Automaton(std::span<const ExpectedItem> items);

  /// Takes the next line; false when no continuation can match any more. Once false, it stays so.
  bool feed(const Line& line);
  /// Whether some continuation, the empty one included, may still match.
  bool can_match() const { return !active_.empty(); }
  /// Whether the lines so far are a match.
  bool accepts() const;
  /// How many lines were fed.
  std::size_t lines() const { return lines_; }

  /// What the next line could be, in the order of the list: for messages. A `...` that may go on is not among them.
  std::vector<NextExpected> pending_expectations() const;

 private:
  /// An `any_order` that is taking lines: those since the earliest place where it was entered and may still complete.
  struct Window {
    explicit Window(const AnyOrder& any_order) : matcher(any_order) {}
    AnyOrderMatcher matcher;
    std::deque<AnyOrderMatcher::Kind> kinds;  ///< of the lines taken since entries.front(); all of them are matched
    std::deque<std::size_t> entries;          ///< counts of lines at which it was entered, ascending
  };

  void enter(std::size_t item);
  void activate(std::size_t item);
  void take(std::size_t item, const Line& line);
  void slide(std::size_t item, const Line& line);
  static void leave_first_entry(Window& window);
  static void drop_lines(Window& window, std::size_t count);
  void abandon(std::size_t item);

  std::span<const ExpectedItem> items_;
  std::vector<std::size_t> active_;        ///< positions reached, descending; items_.size() is the end
  std::vector<std::size_t> previous_;      ///< those before the line being fed
  std::map<std::size_t, Window> windows_;  ///< by item, made when first entered
  std::size_t last_any_lines_ = 0;         ///< positions before this one are not worth following
  std::size_t lines_ = 0;
};

}  // namespace vtime
