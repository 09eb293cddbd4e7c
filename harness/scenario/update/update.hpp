/// `--update`: writes the transcripts that were seen into a scenario file, and leaves everything else as it is.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scenario/scenario.hpp"
#include "vtime/error.hpp"

namespace vtime::scenario {

/// A scenario of a file and what it printed when it ran to its end.
struct SeenTranscript {
  const Scenario* scenario = nullptr;
  std::span<const Line> lines;
};

/// The file can't be updated, for the reason that the error tells; nothing has been written.
class UpdateFailed : public Error {
 public:
  using Error::Error;
};

/// The text of the scenarios' file (all are of one) with their transcripts updated: an entry that matches stays byte
/// for byte, each stretch that doesn't becomes one `- TIME: TEXT` for each line; a missing `expect` is added at the end
/// of its document; an `expect` without a transcript stays. The result has been read again and matches. Throws
/// UpdateFailed.
std::string updated_text(const SourceFile& file, std::span<const SeenTranscript> seen);

/// `TIME: TEXT` as an entry of a transcript, quoted where YAML would not read it back as it is; `in_brackets` for a
/// list in `[ ]`, where it is a map in `{ }`.
std::string transcript_entry(const Line& line, bool in_brackets);

}  // namespace vtime::scenario
