/// Texts and regular expressions that lines are compared with.
#pragma once

#include <optional>
#include <string_view>

#include "scenario/reader/reading.hpp"
#include "transcript/expectations.hpp"

namespace vtime::scenario {

Origin origin_of(const Span& where);

/// TEXT or `{matches: REGEX}`. `key` is what the diagnostics say it belongs to. None after a mistake.
std::optional<Pattern> read_pattern(const ReadContext& context, std::string_view key, const Node& node);

/// The value of `matches`, compiled.
std::optional<Pattern> read_regex(const ReadContext& context, const Node& node);

}  // namespace vtime::scenario
