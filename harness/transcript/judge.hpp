/// Compares what happened with what was expected.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "transcript/expectations.hpp"

namespace vtime {

/// What there is to judge at the end of a run.
struct Observed {
  std::span<const Line> lines;
  Duration ended_at{};               ///< the clock when the last callback (or the script) ended
  std::vector<std::string> pending;  ///< names of what still waits
};

/// One row of the comparison, in the order of the timeline.
struct DiffRow {
  enum class Kind : std::uint8_t {
    same,     ///< `expected` was met by `actual`
    missing,  ///< `expected` was not seen
    extra,    ///< `actual` was not expected
    skipped,  ///< `actual` was taken by a `...`
  };
  /// Two rows that belong together: a `missing` one and, right behind it, the `extra` one that came in its place. Both
  /// carry the same value. What needs only the kinds may ignore it.
  enum class Pairing : std::uint8_t {
    none,
    time_differs,  ///< the right text at the wrong time
    text_differs,  ///< another text in its place
  };
  Kind kind{};
  std::optional<std::size_t> item;    ///< index in Expectations::transcript; of a `skipped` row that of its `...`
  std::optional<std::size_t> member;  ///< index within an AnyOrder
  std::optional<std::size_t> line;    ///< index in Observed::lines
  Pairing pairing = Pairing::none;

  bool differs() const { return kind == Kind::missing || kind == Kind::extra; }
  friend bool operator==(const DiffRow&, const DiffRow&) = default;
};

/// How the transcript differs: an alignment with as many expected lines met as can be (of very long stretches without
/// a line in common, nearly as many). Every line occurs in one row, lines in order; every expected line occurs in one
/// row, items in order, an AnyOrder as one row for each member.
struct TranscriptDiff {
  std::vector<DiffRow> rows;
  std::size_t first_difference = 0;  ///< index in rows
};

/// A rule of `expect` other than the transcript that was broken.
struct BrokenRule {
  std::string message;  ///< "never: 'x' was seen at 5ms (line 3)", one line without a full stop
  Origin origin;
  std::optional<std::size_t> line;  ///< the line that broke it
};

struct Judgement {
  bool checked = false;  ///< something was expected
  std::optional<TranscriptDiff> diff;
  std::vector<BrokenRule> broken;

  bool passed() const { return checked && !diff && broken.empty(); }
};

/// Fails only by memory; linear in the lines when the transcript matches.
Judgement judge(const Expectations& expectations, const Observed& observed);

}  // namespace vtime
