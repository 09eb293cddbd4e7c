/// The changes of a file's text that turn one transcript into another.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "scenario/document/document.hpp"
#include "scenario/document/source_text.hpp"
#include "scenario/scenario.hpp"

namespace vtime::scenario {

/// `begin` to `end` of a text replaced.
struct TextEdit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string text;
};

/// What must change in `file`, whose text is `source`, so that the transcript of `scenario` is `lines`, by place and
/// without overlaps. With `whole` no entry is kept.
std::vector<TextEdit> edit_transcript(const SourceFile& file, const SourceText& source, const Scenario& scenario,
                                      std::span<const Line> lines, bool whole);

}  // namespace vtime::scenario
