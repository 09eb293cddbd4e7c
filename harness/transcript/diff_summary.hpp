/// A difference in two sentences.
#pragma once

#include <span>
#include <string>

#include "transcript/diff_facts.hpp"
#include "transcript/diff_text.hpp"

namespace vtime {

/// "retry.yaml:12: 'done' was expected at 2s, it came at 3s (line 3), 1s later"
std::string first_difference_text(const Expectations& expectations, const Observed& observed,
                                  const TranscriptDiff& diff, const DiffFacts& facts, std::string_view file);

/// "5 of 9 expected lines came as expected; 1 at another time, 2 missing, 1 not expected"
std::string facts_text(const DiffFacts& facts);

/// "file:line: ", or "" where one of them is not known.
std::string place_prefix(std::string_view file, const Origin& origin);

}  // namespace vtime
