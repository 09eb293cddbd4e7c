/// A failed judgement as text for a terminal or a test's message.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "trace/chain.hpp"
#include "transcript/judge.hpp"

namespace vtime {

struct DiffTextOptions {
  std::string_view file;    ///< the expectations' file, for places; empty: they come from C++ and have none
  std::size_t width = 80;   ///< columns of the terminal; side by side from 100 on, unified below
  bool color = false;       ///< without, the text still says everything
  std::size_t context = 3;  ///< rows as expected shown around a difference
  std::size_t rows = 200;   ///< rows shown at most; one more tells how many are left out
};

/// The transcript line whose cause a report should tell: the first that differs, or the first that broke a rule.
std::optional<std::size_t> line_to_explain(const Judgement& judgement);

/// Tells how `observed` fails `expectations`, each line ended by a line break: the transcript's difference first, then
/// the broken rules. `chain` holds the callbacks that led to line_to_explain(), the main program first; it may be
/// empty.
/// "" for a judgement without a failure.
std::string diff_text(const Expectations& expectations, const Observed& observed, const Judgement& judgement,
                      std::span<const ChainLink> chain, const DiffTextOptions& options = {});

}  // namespace vtime
