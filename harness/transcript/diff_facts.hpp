/// What a difference between transcripts comes down to.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>

#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"

namespace vtime {

struct DiffFacts {
  std::size_t expected = 0;     ///< lines
  std::size_t met = 0;          ///< of these
  std::size_t other_time = 0;   ///< came with the right text at the wrong time
  std::size_t other_text = 0;   ///< another line came in its place
  std::size_t other_place = 0;  ///< came before or after its place
  std::size_t missing = 0;      ///< did not come at all
  std::size_t extra = 0;        ///< lines that nothing stands for
  /// The row of a missing line -> that of the extra one that would have met it, in its place or at its time.
  std::map<std::size_t, std::size_t> moved;
  std::map<std::size_t, std::size_t> moved_from;  ///< the same, from the extra one
  /// The row of another missing line -> that of a line with its text that a `...` took.
  std::map<std::size_t, std::size_t> taken;
};

DiffFacts facts_of(const TranscriptDiff& diff, std::span<const ExpectedItem> items, std::span<const Line> lines);

}  // namespace vtime
