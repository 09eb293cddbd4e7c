/// A difference as the rows that a reader sees, before they are laid out in columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "transcript/diff_facts.hpp"
#include "transcript/expectations.hpp"
#include "transcript/judge.hpp"
#include "transcript/visible_text.hpp"

namespace vtime {

/// One side of a row.
struct DiffCell {
  std::string number;  ///< the line in the expectations' file, or the transcript's line; may be empty
  std::string time;    ///< may be empty: at any time
  Cells text;
  std::size_t mark_begin = 0;  ///< the part of the text that differs from the other side's; empty: not marked
  std::size_t mark_end = 0;
};

struct ShownRow {
  enum class Kind : std::uint8_t { same, taken, missing, extra, pair, folded };
  Kind kind{};
  bool first = false;         ///< the first difference
  bool time_differs = false;  ///< of a pair: the times differ, otherwise the texts
  std::optional<DiffCell> expected;
  std::optional<DiffCell> actual;
  std::string note;  ///< what else there is to say; of a folded row all there is
};

/// The rows around differences, the others folded. At most `most` rows, and one that tells how many are left.
std::vector<ShownRow> shown_rows(const Expectations& expectations, const Observed& observed, const TranscriptDiff& diff,
                                 const DiffFacts& facts, std::size_t context, std::size_t most);

/// "2s", "90ms..110ms", or "" for any time.
std::string time_text(const ExpectedLine& expected);
/// How far `at` lies outside the expected window: "1s later", "5ms after the window". "" where it doesn't.
std::string time_difference(const ExpectedLine& expected, Duration at);
/// "uncaught", "stderr", or "" for a log line.
const char* word_of(LineKind kind);
/// The text with a word before it where it isn't a log line's text: "uncaught: boom", "matches: ^a".
std::string expected_text(const ExpectedLine& expected);
std::string actual_text(const Line& line);
/// "3 lines", "1 line"
std::string counted(std::size_t count, const char* noun);

}  // namespace vtime
