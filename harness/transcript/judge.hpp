/// Compares what happened with what was expected.
#pragma once

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
  Kind kind{};
  std::optional<std::size_t> item;    ///< index in Expectations::transcript
  std::optional<std::size_t> member;  ///< index within an AnyOrder
  std::optional<std::size_t> line;    ///< index in Observed::lines
};

/// How the transcript differs: an alignment with as many expected entries met as can be.
struct TranscriptDiff {
  std::vector<DiffRow> rows;
  std::size_t first_difference = 0;  ///< index in rows
};

/// A rule of `expect` other than the transcript that was broken.
struct BrokenRule {
  std::string message;  ///< "never: 'x' was seen at 5ms"
  Origin origin;
  std::optional<std::size_t> line;  ///< the line that broke it
};

struct Judgement {
  bool checked = false;  ///< something was expected
  std::optional<TranscriptDiff> diff;
  std::vector<BrokenRule> broken;

  bool passed() const { return checked && !diff && broken.empty(); }
};

Judgement judge(const Expectations& expectations, const Observed& observed);

}  // namespace vtime
