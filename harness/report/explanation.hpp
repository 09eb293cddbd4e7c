/// Why a scenario did not pass: the part that all reports share.
#pragma once

#include <cstdint>
#include <string>

#include "report/result.hpp"
#include "report/style.hpp"

namespace vtime::report {

/// In full: whole lines, "" for a scenario that passed. Of an invalid file: its diagnostics.
std::string explanation(const Result& result, const Style& style = {});

/// What still waited when the run ended, in one line; "" for nothing. The explanation holds it, too.
std::string pending_text(const scenario::RunResult& run);

/// In one line without a line break, for a headline.
std::string reason(const Result& result);

/// The line of the file to look at first.
std::uint32_t line_to_look_at(const Result& result);

/// The diagnostics of the file itself, as they go to standard error: errors of an invalid one, warnings of others.
std::string diagnostics_text(const Result& result);

}  // namespace vtime::report
