/// Values known when a file is read: everything outside of bodies. Each reader takes the key it reads for, which its
/// diagnostics name, and gives none after a mistake.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "scenario/reader/reading.hpp"
#include "vtime/range.hpp"

namespace vtime::scenario {

/// A text as written, whatever its YAML type.
std::optional<std::string> read_prose(const ReadContext& context, std::string_view key, const Node& node);

/// One of the words that `form` allows; the index of it among `words`.
std::optional<std::size_t> read_word(const ReadContext& context, std::string_view key, Form form, const Node& node,
                                     const std::vector<std::string_view>& words);

std::optional<bool> read_boolean(const ReadContext& context, std::string_view key, const Node& node);

/// A whole number in [1, most].
std::optional<std::uint64_t> read_count(const ReadContext& context, std::string_view key, const Node& node,
                                        std::uint64_t most = UINT64_MAX);

/// A whole number of 64 bits, signed or not; a negative one stands for its two's complement.
std::optional<std::uint64_t> read_seed(const ReadContext& context, std::string_view key, const Node& node);

/// `N` or `A..B`, from 0; the ends in order.
std::optional<std::pair<std::uint64_t, std::uint64_t>> read_times(const ReadContext& context, std::string_view key,
                                                                  const Node& node);

/// A duration of any sign, and where `form` allows it a range.
std::optional<Range> read_duration(const ReadContext& context, std::string_view key, Form form, const Node& node);

/// A duration from 0.
std::optional<Duration> read_delay(const ReadContext& context, std::string_view key, const Node& node);

/// A duration from 0, or a range of them.
std::optional<Range> read_latency(const ReadContext& context, std::string_view key, const Node& node);

/// ISO 8601 UTC, as ns since 1970-01-01T00:00:00Z.
std::optional<std::int64_t> read_timestamp(const ReadContext& context, std::string_view key, Form form,
                                           const Node& node);

}  // namespace vtime::scenario
